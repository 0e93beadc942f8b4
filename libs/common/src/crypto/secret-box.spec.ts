import { randomBytes } from 'node:crypto';
import { SecretBox, SecretUnreadableError } from './secret-box';

describe('SecretBox', () => {
  const box = new SecretBox(randomBytes(32));

  it('opens what it sealed', () => {
    expect(box.open(box.seal('sk-käy', 'providers|api_key|openai'), 'providers|api_key|openai')).toBe('sk-käy');
  });

  it('seals the same text differently each time', () => {
    expect(box.seal('a', 'x')).not.toBe(box.seal('a', 'x'));
  });

  it('refuses a value moved to another row', () => {
    expect(() => box.open(box.seal('a', 'row 1'), 'row 2')).toThrow(SecretUnreadableError);
  });

  it('refuses another key, a flipped byte and a cut tag', () => {
    const sealed = box.seal('secret', 'row');
    const [version, id, iv, text, tag] = sealed.split(':') as [string, string, string, string, string];
    expect(() => new SecretBox(randomBytes(32)).open(sealed, 'row')).toThrow(SecretUnreadableError);
    const flipped = (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    expect(() => box.open([version, id, iv, flipped, tag].join(':'), 'row')).toThrow(SecretUnreadableError);
    expect(() => box.open([version, id, iv, text, tag.slice(0, 8)].join(':'), 'row')).toThrow(SecretUnreadableError);
    expect(() => box.open('v1:x', 'row')).toThrow(SecretUnreadableError);
  });

  it('takes only 32 bytes', () => {
    expect(() => new SecretBox(randomBytes(16))).toThrow('32 bytes');
  });
});
