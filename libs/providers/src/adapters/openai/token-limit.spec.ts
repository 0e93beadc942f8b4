import type { ChatCompletionRequest } from '@app/contracts';
import { factsOf } from '../../../../catalog/src/testing/facts';
import { withTokenLimit } from './token-limit';

const strict = factsOf('strict', { requestFlags: { token_limit_param: 'max_completion_tokens' } });
const ask = (fields: Partial<ChatCompletionRequest>): ChatCompletionRequest => ({
  model: 'm',
  messages: [],
  ...fields,
});

describe('withTokenLimit', () => {
  it('renames the limit for models that refuse the old name', () => {
    expect(withTokenLimit(ask({ max_tokens: 50 }), strict)).toEqual(ask({ max_completion_tokens: 50 }));
  });

  it('lets the newer name win, and drops an old one that says nothing', () => {
    expect(withTokenLimit(ask({ max_tokens: 50, max_completion_tokens: 9 }), strict)).toEqual(
      ask({ max_completion_tokens: 9 }),
    );
    expect(withTokenLimit(ask({ max_tokens: null }), strict)).toEqual(ask({}));
  });

  it('leaves everything else alone', () => {
    const plain = ask({ max_completion_tokens: 9 });
    const old = ask({ max_tokens: 50 });
    expect(withTokenLimit(plain, strict)).toBe(plain);
    expect(withTokenLimit(old, factsOf('any', { requestFlags: { token_limit_param: 'either' } }))).toBe(old);
    expect(withTokenLimit(old, undefined)).toBe(old);
  });
});
