import type { ChatMessage } from '@app/contracts';
import { beginningOf } from './beginning-of';

const beginning = (...messages: ChatMessage[]): string => beginningOf({ model: 'm', messages });

describe('beginningOf', () => {
  it('is what the user said first, and stays while the conversation grows', () => {
    const first: ChatMessage = { role: 'user', content: 'Hello' };
    const system: ChatMessage = { role: 'system', content: 'It is noon.' };
    expect(beginning(system, first)).toBe('Hello');
    expect(beginning({ ...system, content: 'It is one.' }, first, { role: 'user', content: 'Go on' })).toBe('Hello');
  });

  it('takes the texts of parts, and no pictures', () => {
    const picture = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
    const content = [{ type: 'text', text: 'a' }, picture, { type: 'text', text: 5 as never }];
    expect(beginning({ role: 'user', content })).toBe('a\n\n');
  });

  it.each([[[]], [[{ role: 'assistant', content: 'Hi' }]], [[{ role: 'user', content: null }]]])(
    'is empty for %j',
    (messages) => {
      expect(beginning(...messages)).toBe('');
    },
  );
});
