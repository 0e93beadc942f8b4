import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ConfigError, GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { ClientRepository } from '@app/persistence';

/** A budget that a crash could forget is none: such an installation does not start. */
@Injectable()
export class DurabilityCheck implements OnModuleInit {
  private readonly logger = new Logger(DurabilityCheck.name);

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'journal'>,
    private readonly clients: ClientRepository,
  ) {}

  /** @throws ConfigError */
  async onModuleInit(): Promise<void> {
    if (this.config.journal.durability !== 'memory') return;
    const budgeted = (await this.clients.list()).filter(({ isEnabled, limits }) => isEnabled && limits.budget !== null);
    if (budgeted.length > 0) {
      const names = budgeted.slice(0, 5).map(({ name }) => `"${name}"`);
      throw new ConfigError([
        `LLM_PROXY__JOURNAL__DURABILITY=memory loses costs in a crash, and clients with a budget count on them (${names.join(', ')}); use process, or take their budgets away`,
      ]);
    }
    this.logger.warn('LLM_PROXY__JOURNAL__DURABILITY=memory: the requests of the last moments are lost in a crash.');
  }
}
