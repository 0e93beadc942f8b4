import type { ChatCompletionRequest } from '@app/contracts';
import { withDefaultSystemPrompt } from './default-language';

const ask = (...roles: string[]): ChatCompletionRequest => ({
  model: 'deepseek-flash',
  messages: roles.map((role) => ({ role, content: 'hello' })),
});

describe('withDefaultSystemPrompt', () => {
  it('asks for English when the caller gave no system message', () => {
    expect(withDefaultSystemPrompt(ask('user')).messages).toEqual([
      { role: 'system', content: 'Always respond in English.' },
      { role: 'user', content: 'hello' },
    ]);
  });

  it.each(['system', 'developer'])("leaves the caller's %s message alone", (role) => {
    const request = ask(role, 'user');
    expect(withDefaultSystemPrompt(request)).toBe(request);
  });

  it('sees a system message at any place', () => {
    const request = ask('user', 'assistant', 'system', 'user');
    expect(withDefaultSystemPrompt(request)).toBe(request);
  });
});
