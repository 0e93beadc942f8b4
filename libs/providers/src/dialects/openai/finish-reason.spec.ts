import { finishReasonOf } from './finish-reason';

describe('finishReasonOf', () => {
  it.each(['stop', 'length', 'tool_calls', 'content_filter', 'function_call'])('keeps %s', (word) => {
    expect(finishReasonOf('acme', word, word !== 'tool_calls')).toBe(word);
  });

  it.each(['load', 'unload', 'eos', '', null, undefined, 3])('takes %j for an ordinary ending', (word) => {
    expect(finishReasonOf('acme', word, false)).toBe('stop');
    expect(finishReasonOf('acme', word, true)).toBe('tool_calls');
  });

  it('takes an answer broken off under load for the failure it is', () => {
    const broken = { httpStatus: 503, code: 'provider_overloaded', retryable: true, isProviderFault: true };
    expect(() => finishReasonOf('acme', 'insufficient_system_resource', false)).toThrow(
      expect.objectContaining(broken),
    );
  });
});
