import { isResetAsked } from './reset-admin';

describe('isResetAsked', () => {
  it.each([['-reset-admin'], ['--reset-admin'], ['reset-admin'], ['--anything', '-reset-admin']])(
    'by %j',
    (...args) => {
      expect(isResetAsked(args)).toBe(true);
    },
  );

  it.each([[], ['--reset'], ['reset'], ['--reset-administrator'], ['reset-admin=1']])(
    'not by %j',
    (...args: string[]) => {
      expect(isResetAsked(args)).toBe(false);
    },
  );
});
