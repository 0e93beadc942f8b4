import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, KeyRing } from '@app/common';
import { LiveSettings } from '@app/config';
import { CapturedBodyRepository, type SealedBodies } from '@app/persistence';
import { Timers } from '../request-log/timers';
import { CapturedSide } from './captured-side';
import { sealContext } from './seal-context';

const MAX_SIDE_BYTES = 256 * 1024;
const MAX_WAITING = 256;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const A_WRITE = 20;
const LINGER_MS = 200;
const TELL_AGAIN_MS = 60_000;
const SHUTDOWN_MS = 2_000;
const DAY_MS = 86_400_000;

/** The bodies of one request, while they pass. */
export interface Capture {
  readonly answer: CapturedSide;
  /** The answer is complete, or will never be. */
  end(): void;
}

export interface CapturedBodies {
  readonly request: string;
  readonly answer: string;
  /** Something was longer than may be kept, and its end is missing. */
  readonly isCut: boolean;
}

interface Waiting {
  readonly requestId: string;
  readonly request: CapturedSide;
  readonly answer: CapturedSide;
}

/**
 * Keeps what clients send and get, sealed, for as long as the operator says; off unless switched on. Beside the requests and
 * never in their way: what the database does not take in time is dropped and counted.
 */
@Injectable()
export class BodyCapture implements OnApplicationShutdown {
  private readonly logger = new Logger(BodyCapture.name);
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private dropped = 0;
  private toldAtMs = -Infinity;
  private writing: Promise<void> | undefined;

  constructor(
    @Inject(LiveSettings) private readonly settings: Pick<LiveSettings, 'current'>,
    private readonly keys: KeyRing,
    private readonly repository: CapturedBodyRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Timers) private readonly timers: Timers,
  ) {}

  /** undefined while it is switched off. */
  begin(requestId: string, request: Buffer): Capture | undefined {
    if (!this.settings.current().captureBodies) return undefined;
    const sent = new CapturedSide(MAX_SIDE_BYTES);
    sent.add(request);
    const answer = new CapturedSide(MAX_SIDE_BYTES);
    let hasEnded = false;
    const end = (): void => {
      if (!hasEnded) this.keep({ requestId, request: sent, answer });
      hasEnded = true;
    };
    return { answer, end };
  }

  /** @throws SecretUnreadableError for a row that was changed or moved, or sealed with another key */
  async find(requestId: string): Promise<CapturedBodies | null> {
    const row = await this.repository.find(requestId, this.clock.now());
    if (row === null) return null;
    return {
      request: this.keys.open(row.sealedRequest, sealContext('sealed_request', requestId)),
      answer: this.keys.open(row.sealedAnswer, sealContext('sealed_answer', requestId)),
      isCut: row.isCut,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    let stopWaiting: (() => void) | undefined;
    const limit = new Promise<void>((resolve) => {
      stopWaiting = this.timers.after(SHUTDOWN_MS, resolve);
    });
    await Promise.race([this.flush(), limit]);
    stopWaiting?.();
  }

  /** Resolves when what is waiting is stored, or dropped because it cannot be. */
  async flush(): Promise<void> {
    while (this.waiting.length > 0 || this.writing) {
      this.writing ??= this.write();
      await this.writing;
    }
  }

  private keep(bodies: Waiting): void {
    const bytes = bodies.request.size + bodies.answer.size;
    if (this.waiting.length >= MAX_WAITING || this.waitingBytes + bytes > MAX_WAITING_BYTES) {
      this.drop(1, 'too many wait for the database');
      return;
    }
    this.waiting.push(bodies);
    this.waitingBytes += bytes;
    if (this.waiting.length === 1) this.timers.after(LINGER_MS, () => void this.flush());
  }

  private async write(): Promise<void> {
    const batch = this.waiting.splice(0, A_WRITE);
    for (const { request, answer } of batch) this.waitingBytes -= request.size + answer.size;
    try {
      const rows: SealedBodies[] = [];
      for (const bodies of batch) {
        // A whole batch of the longest takes tens of milliseconds; running requests get their turn in between.
        await nextTurn();
        rows.push(this.sealed(bodies));
      }
      await this.repository.add(rows);
    } catch (error) {
      this.drop(batch.length, error instanceof Error ? error.message : String(error));
    } finally {
      this.writing = undefined;
    }
  }

  private sealed({ requestId, request, answer }: Waiting): SealedBodies {
    return {
      requestId,
      sealedRequest: this.keys.seal(request.text(), sealContext('sealed_request', requestId)),
      sealedAnswer: this.keys.seal(answer.text(), sealContext('sealed_answer', requestId)),
      isCut: request.isCut || answer.isCut,
      expiresAt: this.clock.now() + this.settings.current().captureRetentionDays * DAY_MS,
    };
  }

  private drop(count: number, reason: string): void {
    this.dropped += count;
    const nowMs = this.clock.monotonicMs();
    if (nowMs - this.toldAtMs < TELL_AGAIN_MS) return;
    this.toldAtMs = nowMs;
    this.logger.warn(`Bodies of ${this.dropped} requests were not captured so far: ${reason}.`);
  }
}
