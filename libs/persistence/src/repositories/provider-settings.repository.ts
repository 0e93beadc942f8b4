import { Clock } from '@app/common';
import type { StoredProviderSettings } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { ProviderEntity } from '../entities/provider.entity';

@Injectable()
export class ProviderSettingsRepository {
  constructor(
    private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async all(): Promise<StoredProviderSettings[]> {
    const rows = await this.database.control.run((manager) => manager.find(ProviderEntity, { order: { id: 'ASC' } }));
    return rows.map(({ id, isEnabled, baseUrl, encryptedApiKey }) => ({
      providerId: id,
      isEnabled,
      baseUrl,
      encryptedApiKey,
    }));
  }

  async save({ providerId, ...settings }: StoredProviderSettings): Promise<void> {
    const row = { id: providerId, ...settings, updatedAt: this.clock.now() };
    await this.database.control.run((manager) => manager.upsert(ProviderEntity, row, ['id']));
  }
}
