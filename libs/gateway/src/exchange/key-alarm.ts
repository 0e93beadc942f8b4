import type { UpstreamError } from '@app/providers';

/** Often enough to be seen, seldom enough that a busy gateway does not fill its log. */
const REPEAT_MS = 60_000;

/** Tells the operator that a provider refuses the gateway's key: every request to it fails until somebody acts. */
export class KeyAlarm {
  private readonly toldAtMs = new Map<string, number>();

  constructor(
    private readonly tell: (message: string) => void,
    private readonly nowMs: () => number,
  ) {}

  raise({ providerId, message }: Pick<UpstreamError, 'providerId' | 'message'>): void {
    const toldAt = this.toldAtMs.get(providerId);
    if (toldAt !== undefined && this.nowMs() - toldAt < REPEAT_MS) return;
    this.toldAtMs.set(providerId, this.nowMs());
    this.tell(message);
  }
}
