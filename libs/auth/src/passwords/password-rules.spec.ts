import { checkNewPassword, oneTimePassword } from './password-rules';
import { WeakPasswordError } from './password.errors';

describe('checkNewPassword', () => {
  it.each([
    ['a passphrase', 'correct horse battery'],
    ['twelve characters', 'vT7#mq2pLz9k'],
    ['twelve characters of several bytes', 'пароль-дела!'],
    ['the username among others', 'why-does-admin-need-it'],
    ['256 bytes', 'vT7#mq2p'.repeat(31) + 'another!'],
    ['blanks at its ends, which count', '  four word password  '],
  ])('accepts %s', (_, password) => {
    expect(() => {
      checkNewPassword('admin', password, 'new');
    }).not.toThrow();
  });

  it.each([
    ['nothing', '', /at least 12/],
    ['eleven characters', 'vT7#mq2pLz9', /at least 12/],
    ['six characters that count twice in UTF-16', '😀😃😄😁😆😅', /at least 12/],
    ['257 bytes', `${'vT7#mq2p'.repeat(32)}!`, /at most 256/],
    ['128 characters of three bytes', '語学'.repeat(64), /at most 256/],
    ['the default', 'admin123', /default/],
    ['the default in capitals', 'ADMIN123', /default/],
    ['the default twice', 'admin123admin123', /default/],
    ['the default once and a half', 'admin123admi', /default/],
    ['one character', 'aaaaaaaaaaaaaa', /over and over/],
    ['three characters', 'abcabcabcabca', /over and over/],
  ])('refuses %s', (_, password, message) => {
    const check = (): void => {
      checkNewPassword('somebody', password, 'new');
    };
    expect(check).toThrow(WeakPasswordError);
    expect(check).toThrow(message);
  });

  it.each([
    ['the username', 'production-boss', 'production-boss'],
    ['the username in another case', 'production-boss', 'Production-BOSS'],
    ['the username reversed', 'production-boss', 'ssob-noitcudorp'],
    ['the username repeated', 'boss', 'bossbossboss'],
    ['the username repeated and cut short', 'bigboss', 'bigbossbigbos'],
    ['the username reversed and repeated', 'boss', 'ssobssobssob'],
  ])('refuses %s', (_, username, password) => {
    expect(() => {
      checkNewPassword(username, password, 'new');
    }).toThrow(/username/);
  });

  it('says which field is at fault, and never what stood in it', () => {
    const refusal = (): void => {
      checkNewPassword('admin', 'short-secret', 'password');
      checkNewPassword('admin', 'shortsecret', 'password');
    };
    expect(refusal).toThrow(expect.objectContaining({ param: 'password', code: 'weak_password', httpStatus: 400 }));
    expect(refusal).not.toThrow(/shortsecret/);
  });
});

describe('oneTimePassword', () => {
  it('keeps the rules, and is another one each time', () => {
    const passwords = Array.from({ length: 200 }, oneTimePassword);
    for (const password of passwords) {
      expect(password).toMatch(/^(?:[a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/);
      checkNewPassword('admin', password, 'new');
    }
    expect(new Set(passwords).size).toBe(200);
  });
});
