import type { ChatCompletionRequest } from '@app/contracts';
import { withFunctions, withParameters } from './functions';
import { withMaxTokens } from './max-tokens';
import { withSystemRole } from './system-role';
import { withoutFields } from './without-fields';

const ask = (fields: Partial<ChatCompletionRequest> = {}): ChatCompletionRequest => ({
  model: 'm',
  messages: [{ role: 'user', content: 'x' }],
  ...fields,
});

describe('withoutFields', () => {
  it('leaves them out, whatever they hold, and keeps the rest', () => {
    expect(withoutFields(ask({ n: null, stop: 'x', seed: 0, extra: 1 }), ['n', 'stop', 'seed'])).toEqual(
      ask({ extra: 1 }),
    );
  });

  it('returns the same request when there are none', () => {
    const request = ask({ temperature: 1, stop: undefined });
    expect(withoutFields(request, ['n', 'stop'])).toBe(request);
  });
});

describe('withSystemRole', () => {
  it('calls a developer message a system message, and keeps what it says', () => {
    const developer = { role: 'developer', content: 'be brief', name: 'a' };
    expect(withSystemRole(ask({ messages: [developer, { role: 'user' }] })).messages).toEqual([
      { ...developer, role: 'system' },
      { role: 'user' },
    ]);
  });

  it('returns the same request when there is none', () => {
    const request = ask({ messages: [{ role: 'system', content: 'developer' }] });
    expect(withSystemRole(request)).toBe(request);
  });
});

describe('withMaxTokens', () => {
  it.each<[Partial<ChatCompletionRequest>, Partial<ChatCompletionRequest>]>([
    [{ max_completion_tokens: 5 }, { max_tokens: 5 }],
    [{ max_completion_tokens: 5, max_tokens: 9 }, { max_tokens: 5 }],
    [{ max_completion_tokens: null, max_tokens: 9 }, { max_tokens: 9 }],
    [{ max_completion_tokens: null }, {}],
  ])('makes of %j %j', (given, expected) => {
    expect(withMaxTokens(ask(given))).toEqual(ask(expected));
  });

  it('returns the same request when it is the old name already', () => {
    const request = ask({ max_tokens: 5 });
    expect(withMaxTokens(request)).toBe(request);
  });
});

describe('withFunctions', () => {
  const renamed = (request: ChatCompletionRequest): ChatCompletionRequest =>
    withFunctions(request, (called) => (called.name === 'f' ? { ...called, name: 'g' } : called));

  it('changes functions, and keeps everything beside them', () => {
    const tools = [
      { type: 'function', extra: 1, function: { name: 'f', odd: true } },
      { type: 'function', function: { name: 'other' } },
      { type: 'custom', custom: {} },
    ];
    const changed = renamed(ask({ tools })).tools;
    expect(changed?.[0]).toEqual({ type: 'function', extra: 1, function: { name: 'g', odd: true } });
    expect(changed?.slice(1)).toEqual(tools.slice(1));
  });

  it.each([undefined, null, [], 'x', [null], [{ type: 'custom' }], [{ type: 'function', function: { name: 'k' } }]])(
    'returns the same request for the tools %j',
    (tools) => {
      const request = ask({ tools: tools as ChatCompletionRequest['tools'] });
      expect(renamed(request)).toBe(request);
    },
  );
});

describe('withParameters', () => {
  it('changes the parameters only where there are any, and something changes', () => {
    const bare = { name: 'f' };
    const called = { name: 'f', parameters: { type: 'object' } };
    expect(withParameters(bare, () => 'x')).toBe(bare);
    expect(withParameters(called, (schema) => schema)).toBe(called);
    expect(withParameters(called, () => 'x')).toEqual({ name: 'f', parameters: 'x' });
  });
});
