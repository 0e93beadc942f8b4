import { Inject, Injectable } from '@nestjs/common';
import { DefaultAdminService } from '@app/auth';
import { GATEWAY_CONFIG, LiveSettings, settingRows, type GatewayConfig } from '@app/config';
import type { InstallationView, SettingsView, SettingView } from '@app/contracts/admin';
import { SettingsEditor } from '@app/gateway';
import { commitOf, versionOf } from '../../build-facts';
import { HealthReport } from '../../health/health-report.service';
import type { GatewayRequest } from '../../http/gateway-request';
import { projectFolder } from '../../project-folder';

/** All that an administrator may know of this installation. */
@Injectable()
export class SettingsViews {
  constructor(
    private readonly live: LiveSettings,
    private readonly editor: SettingsEditor,
    private readonly health: HealthReport,
    private readonly admin: DefaultAdminService,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  async view({ gateway }: Pick<GatewayRequest, 'gateway'>): Promise<SettingsView> {
    const variables = settingRows(this.config, this.live).map((row): SettingView => ({
      ...row,
      needsRestart: row.field === null || this.live.isGiven(row.field),
    }));
    return {
      settings: this.live.current(),
      variables,
      installation: await this.installation(!gateway.isSecure),
      version: await this.editor.version(),
    };
  }

  private async installation(isPlainHttp: boolean): Promise<InstallationView> {
    const folder = projectFolder();
    const [{ status: health }, hasDefaultLogin] = await Promise.all([this.health.read(), this.admin.isActive()]);
    return {
      version: versionOf(folder),
      build: commitOf(folder),
      node: process.version,
      database: 'sqlite',
      health,
      hasDefaultLogin,
      isPlainHttp,
    };
  }
}
