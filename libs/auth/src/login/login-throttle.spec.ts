import { ManualClock } from '../../../common/src/testing/manual-clock';
import { LoginThrottle } from './login-throttle';

const SECOND = 1_000;

describe('LoginThrottle', () => {
  let clock: ManualClock;
  let throttle: LoginThrottle;
  let addresses = 0;
  beforeEach(() => {
    clock = new ManualClock();
    throttle = new LoginThrottle(clock);
  });

  /** From an address of its own, so that the account alone is looked at. */
  const guess = (username: string): Promise<void> => {
    addresses += 1;
    return throttle.admit(username, `10.0.${addresses >> 8}.${addresses & 255}`);
  };
  const fail = async (username: string, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await guess(username);
  };

  describe('an account', () => {
    it('is open for five guesses, then pauses for a second', async () => {
      await fail('mia', 5);
      await expect(guess('mia')).rejects.toMatchObject({
        httpStatus: 429,
        code: 'too_many_logins',
        retryAfterSeconds: 1,
      });
      await expect(guess('noah')).resolves.toBeUndefined();
      clock.advance(SECOND);
      await expect(guess('mia')).resolves.toBeUndefined();
    });

    it('pauses twice as long after each further failure, a quarter of an hour at most', async () => {
      await fail('mia', 5);
      const pauses = [];
      for (let failure = 0; failure < 13; failure += 1) {
        const { retryAfterSeconds } = (await guess('mia').catch((error: unknown) => error)) as {
          retryAfterSeconds: number;
        };
        pauses.push(retryAfterSeconds);
        clock.advance(retryAfterSeconds * SECOND);
        await guess('mia');
      }
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    });

    it('does not pause longer for guesses during a pause', async () => {
      await fail('mia', 5);
      for (let time = 0; time < 50; time += 1) await expect(guess('mia')).rejects.toMatchObject({ httpStatus: 429 });
      clock.advance(SECOND);
      await expect(guess('mia')).resolves.toBeUndefined();
    });

    it('counts guesses side by side', async () => {
      const results = await Promise.allSettled(Array.from({ length: 30 }, () => guess('mia')));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    });

    it('begins anew after a login, and a day after the last guess', async () => {
      await fail('mia', 4);
      throttle.succeeded('mia', '10.9.9.9');
      await expect(fail('mia', 5)).resolves.toBeUndefined();
      clock.advance(24 * 3_600 * SECOND + 1);
      await expect(fail('mia', 5)).resolves.toBeUndefined();
    });

    it('stays open to an address that has logged in before, which pauses by itself', async () => {
      const home = '192.168.1.7';
      await throttle.admit('mia', home);
      throttle.succeeded('mia', home);
      await fail('mia', 5);
      await expect(guess('mia')).rejects.toMatchObject({ httpStatus: 429 });
      for (let time = 0; time < 5; time += 1) await throttle.admit('mia', home);
      await expect(throttle.admit('mia', home)).rejects.toMatchObject({ httpStatus: 429 });
    });
  });

  describe('an address', () => {
    const guessMany = async (addressesUsed: readonly string[]): Promise<number> => {
      let refused = 0;
      for (let guesses = 0; guesses < 25; guesses += 1) {
        const address = addressesUsed[guesses % addressesUsed.length] ?? '';
        await throttle.admit(`user-${guesses}`, address).catch(() => (refused += 1));
      }
      return refused;
    };

    it.each([
      ['one address', ['203.0.113.5']],
      ['one address, written in two ways', ['203.0.113.5', '::ffff:203.0.113.5']],
      ['one IPv6 network', ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:2:3:4:5:6']],
      ['no address', ['']],
    ])('has twenty guesses a minute: %s', async (_, used) => {
      await expect(guessMany(used)).resolves.toBe(5);
      const refusal = throttle.admit('anybody', used[0] ?? '');
      await expect(refusal).rejects.toMatchObject({ code: 'too_many_logins', httpStatus: 429 });
    });

    it.each([
      ['addresses', ['203.0.113.5', '203.0.113.6']],
      ['IPv6 networks', ['2001:db8:1:2::1', '2001:db8:1:3::1']],
    ])('shares them with no other: %s', async (_, used) => {
      await expect(guessMany(used)).resolves.toBe(0);
    });
  });
});
