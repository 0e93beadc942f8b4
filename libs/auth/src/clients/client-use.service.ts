import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/common';
import { ClientRepository } from '@app/persistence';

const MINUTE_MS = 60_000;

/** Remembers when clients were last seen, and writes it down once a minute: a statement a request would be too dear. */
@Injectable()
export class ClientUse implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ClientUse.name);
  private readonly unwritten = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clients: ClientRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Called for each request. */
  note(clientId: string): void {
    this.unwritten.set(clientId, this.clock.now());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), MINUTE_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  /** What cannot be written now is written with the next. */
  async write(): Promise<void> {
    if (this.unwritten.size === 0) return;
    const batch = new Map(this.unwritten);
    this.unwritten.clear();
    try {
      await this.clients.noteUse(batch);
    } catch (error) {
      for (const [id, at] of batch) if (!this.unwritten.has(id)) this.unwritten.set(id, at);
      this.logger.debug(`When clients were last seen is not written yet: ${String(error)}`);
    }
  }
}
