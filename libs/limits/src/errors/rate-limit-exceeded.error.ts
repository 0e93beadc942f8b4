import { GatewayError } from '@app/common';
import type { ClientIdentity } from '@app/contracts';
import type { Refused } from '../counters/client-counters.port';
import { rateLimitHeaders } from '../rate-limit-headers';

/** Too much within a minute, or at once. As OpenAI says it, `type` names what there was too much of. */
export class RateLimitExceededError extends GatewayError {
  readonly code = 'rate_limit_exceeded';
  readonly httpStatus = 429;
  override readonly retryAfterSeconds: number;
  override readonly headers: Readonly<Record<string, string>>;
  private readonly kind: 'requests' | 'tokens';

  constructor({ name }: ClientIdentity, refused: Exclude<Refused, { kind: 'budget' }>) {
    super(messageOf(name, refused));
    this.kind = refused.kind === 'tokens' ? 'tokens' : 'requests';
    this.retryAfterSeconds = refused.kind === 'concurrent' ? 1 : refused.retryAfterMs / 1_000;
    this.headers = refused.kind === 'concurrent' ? {} : rateLimitHeaders({ [refused.kind]: refused.allowance });
  }

  override get type(): string {
    return this.kind;
  }
}

function messageOf(name: string, refused: Exclude<Refused, { kind: 'budget' }>): string {
  if (refused.kind === 'concurrent') {
    return `Rate limit reached for client "${name}": ${refused.limit} requests at once. Wait until one of them has ended.`;
  }
  const { limit, remaining } = refused.allowance;
  const seconds = Math.ceil(refused.retryAfterMs / 1_000);
  return `Rate limit reached for client "${name}": ${limit} ${refused.kind} per minute, ${remaining} left. Try again in ${seconds} s.`;
}
