import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Clock } from '@app/common';
import { TooManyLoginsError } from './login.errors';

const PER_ADDRESS = { points: 20, duration: 60 };
const FREE_FAILURES = 4;
const FIRST_PAUSE_MS = 1_000;
/** Long enough to make guessing hopeless, short enough that nobody is shut out for good. */
const LONGEST_PAUSE_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;
const MAX_ACCOUNTS = 10_000;
/** Of an IPv6 address the first four groups are one customer's network. */
const NETWORK_GROUPS = 4;

interface Failures {
  readonly count: number;
  /** On the monotonic clock. */
  readonly pausedUntil: number;
}

/** Slows down those who guess passwords: by address, and by account wherever they come from. */
@Injectable()
export class LoginThrottle {
  private readonly addresses = new RateLimiterMemory(PER_ADDRESS);
  private readonly accounts: LRUCache<string, Failures>;
  /** Account and address of logins that succeeded: failures of strangers do not shut these out. */
  private readonly familiar: LRUCache<string, true>;

  constructor(@Inject(Clock) private readonly clock: Clock) {
    const perf = { now: () => clock.monotonicMs() };
    this.accounts = new LRUCache({ max: MAX_ACCOUNTS, ttl: FORGOTTEN_AFTER_MS, perf, ttlResolution: 0 });
    this.familiar = new LRUCache({ max: MAX_ACCOUNTS });
  }

  /**
   * Called before each check of a password. It counts as a failure until `succeeded` says otherwise, so that guesses
   * side by side are counted too.
   * @throws TooManyLoginsError
   */
  async admit(username: string, address: string): Promise<void> {
    await this.admitAddress(networkOf(address));
    const key = this.keyOf(username, address);
    const now = this.clock.monotonicMs();
    const { count, pausedUntil } = this.accounts.get(key) ?? { count: 0, pausedUntil: 0 };
    if (pausedUntil > now) throw new TooManyLoginsError(Math.ceil((pausedUntil - now) / 1_000));
    const pause = count < FREE_FAILURES ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (count - FREE_FAILURES), LONGEST_PAUSE_MS);
    this.accounts.set(key, { count: count + 1, pausedUntil: now + pause });
  }

  succeeded(username: string, address: string): void {
    this.accounts.delete(this.keyOf(username, address));
    this.familiar.set(`${username} ${address}`, true);
  }

  private keyOf(username: string, address: string): string {
    const pair = `${username} ${address}`;
    return this.familiar.has(pair) ? pair : username;
  }

  private async admitAddress(network: string): Promise<void> {
    try {
      await this.addresses.consume(network);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new TooManyLoginsError(Math.ceil(refusal.msBeforeNext / 1_000));
    }
  }
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toNormalizedString().split(':').slice(0, NETWORK_GROUPS).join(':');
}
