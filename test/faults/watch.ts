import { isWithin, type Span } from './latency';
import { residentBytes } from './memory-probe';

/** How the gateway was at one moment. */
export interface Sample {
  readonly atMs: number;
  readonly httpStatus: number;
  readonly isDegraded: boolean;
  readonly rssBytes: number;
}

const EVERY_MS = 250;

/** Asks a running gateway for its health, and the system for its memory, a few times a second. */
export class Watch {
  private readonly samples: Sample[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly url: string,
    private readonly pid: number,
  ) {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  in(span: Span): Sample[] {
    return this.samples.filter(({ atMs }) => isWithin(span, atMs));
  }

  get last(): Sample | undefined {
    return this.samples.at(-1);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const atMs = performance.now();
    let rssBytes = 0;
    try {
      rssBytes = residentBytes(this.pid);
      const answer = await fetch(`${this.url}/health/ready`);
      const { status, checks } = (await answer.json()) as { status: string; checks: { ledger: string } };
      const isDegraded = status === 'degraded' && checks.ledger === 'degraded';
      this.samples.push({ atMs, httpStatus: answer.status, isDegraded, rssBytes });
    } catch {
      // No answer is an answer too.
      this.samples.push({ atMs, httpStatus: 0, isDegraded: false, rssBytes });
    }
  }
}
