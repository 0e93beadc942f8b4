import type { WriteStream } from 'node:tty';

const WIDTH = 24;
const REDRAW_MS = 100;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Draws a bar over itself on a terminal; elsewhere it says nothing, since nobody watches. */
export class ProgressBar {
  private drawnAtMs = -Infinity;

  constructor(
    private readonly label: string,
    private readonly output: Pick<WriteStream, 'isTTY' | 'write'> = process.stderr,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  tell({ done, total }: Progress): void {
    const nowMs = this.nowMs();
    if (!this.output.isTTY || (nowMs - this.drawnAtMs < REDRAW_MS && done < total)) return;
    this.drawnAtMs = nowMs;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const bar = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.');
    this.output.write(`\r${this.label} [${bar}] ${done}/${total}`);
  }

  /** Leaves the bar as it is and the cursor below it. */
  end(): void {
    if (this.drawnAtMs !== -Infinity) this.output.write('\n');
  }
}
