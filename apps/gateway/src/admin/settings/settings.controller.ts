import { Body, Get, Patch, Req } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { SettingsView } from '@app/contracts/admin';
import { SettingsEditor } from '@app/gateway';
import type { GatewayRequest } from '../../http/gateway-request';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { UpdateSettingsDto } from './dto/update-settings.dto';
import { SettingsViews } from './settings-view.service';
import { THE_SETTINGS } from './settings.examples';

@AdminController('settings')
@Access('admin')
export class SettingsController {
  constructor(
    private readonly views: SettingsViews,
    private readonly editor: SettingsEditor,
  ) {}

  @Get()
  @Documented({
    summary: 'What is in force, from where, and what runs here; secrets are never shown',
    response: 'SettingsView',
    example: { response: THE_SETTINGS },
  })
  find(@Req() request: GatewayRequest): Promise<SettingsView> {
    return this.views.view(request);
  }

  @Patch()
  @Documented({
    summary: 'Change settings, in force at once; what an environment variable says is refused with 409',
    request: 'UpdateSettingsRequest',
    response: 'SettingsView',
    example: { request: { reportingZone: 'Europe/London', playgroundAccess: null }, response: THE_SETTINGS },
  })
  async update(
    @ActingUser() actor: Actor,
    @Req() request: GatewayRequest,
    @IfMatch() expectedVersion: number,
    @Body() body: UpdateSettingsDto,
  ): Promise<SettingsView> {
    await this.editor.update(actor, body, { expectedVersion });
    return this.views.view(request);
  }
}
