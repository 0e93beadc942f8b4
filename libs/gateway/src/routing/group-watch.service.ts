import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { GroupDirectory } from '@app/routing';

/** Changes by other processes (the command line, another replica) are in force within this. */
const LOOK_EVERY_MS = 500;

/** Takes over groups that another process changed. While the database cannot be read, what is known stays in force. */
@Injectable()
export class GroupWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(GroupWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isBlind = false;

  constructor(private readonly directory: GroupDirectory) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.look();
    }, LOOK_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      await this.directory.reload();
      this.isBlind = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.isBlind) this.logger.warn(`The groups cannot be read; those known stay in force: ${reason}`);
      this.isBlind = true;
    } finally {
      this.looking = undefined;
    }
  }
}
