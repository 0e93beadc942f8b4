import { Inject, Injectable } from '@nestjs/common';
import { Clock, GatewayError } from '@app/common';
import type { Actor } from '@app/contracts';
import type { FirstRunView } from '@app/contracts/admin';
import type { ChangeOptions } from '@app/persistence';
import { RouterService } from '@app/routing';
import { ModelListService } from '../models/model-list.service';
import { KeptSettings, type Kept } from '../settings/kept-settings.service';
import { FirstRunSteps } from './first-run-steps.service';

const KEY = 'first_run';

/** What is known of the first run; where clients find us is for the edge to say. */
export type FirstRunState = Omit<FirstRunView, 'baseUrl'>;

/** The list of first steps, until somebody puts it away. */
@Injectable()
export class FirstRun {
  constructor(
    private readonly kept: KeptSettings,
    private readonly steps: FirstRunSteps,
    private readonly models: ModelListService,
    private readonly router: RouterService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async state(): Promise<FirstRunState> {
    return this.told(await this.kept.read(KEY));
  }

  /** @throws StaleVersionError */
  async dismiss(actor: Actor, isDismissed: boolean, options: ChangeOptions = {}): Promise<FirstRunState> {
    const dismissedAt = isDismissed ? this.clock.now() : null;
    return this.told(await this.kept.change(actor, KEY, () => ({ dismissedAt }), options));
  }

  private async told({ version, values: { dismissedAt } }: Kept): Promise<FirstRunState> {
    return {
      steps: await this.steps.list(),
      dismissedAt: typeof dismissedAt === 'number' ? dismissedAt : null,
      model: this.workingModel(),
      version,
    };
  }

  /** The first that has a target which is neither paused nor unfit for a chat. */
  private workingModel(): string | null {
    const names = this.models.list({ allowedModels: null }).map(({ id }) => id);
    return names.find((name) => this.canChat(name)) ?? null;
  }

  private canChat(model: string): boolean {
    try {
      return this.router.plan({ model, wanted: 'chat' }).routes.length > 0;
    } catch (error) {
      if (error instanceof GatewayError) return false;
      throw error;
    }
  }
}
