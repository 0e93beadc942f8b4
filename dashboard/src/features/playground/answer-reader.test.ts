import { headerFacts, withPart } from './answer-reader';
import { NO_FACTS, type Answer } from './conversation';

const EMPTY: Answer = {
  ...{ model: 'a', state: 'running', text: '', reasoning: '', facts: NO_FACTS, problem: null, raw: '' },
  request: { model: 'a', messages: [] },
};
const after = (...parts: unknown[]): Answer =>
  parts.reduce<Answer>(
    (answer, part) => withPart(answer, typeof part === 'string' ? part : JSON.stringify(part)),
    EMPTY,
  );

it('puts a stream together', () => {
  const answer = after(
    { choices: [{ delta: { role: 'assistant', content: '' } }] },
    { choices: [{ delta: { reasoning_content: 'Hm.' } }] },
    { choices: [{ delta: { content: 'Hel' } }] },
    { choices: [{ delta: { content: 'lo' } }] },
    { choices: [], usage: { prompt_tokens: 7, completion_tokens: 2, gophergate: { cost: '0.0000012' } } },
    '[DONE]',
  );
  expect(answer).toMatchObject({ text: 'Hello', reasoning: 'Hm.', problem: null });
  expect(answer.facts).toMatchObject({ promptTokens: 7, completionTokens: 2, costUsd: '0.0000012' });
});

it('reads an answer in one piece', () => {
  const answer = after({
    choices: [{ message: { role: 'assistant', content: 'Hello' } }],
    usage: { prompt_tokens: 7, completion_tokens: 2 },
  });
  expect(answer).toMatchObject({ text: 'Hello', facts: { promptTokens: 7, completionTokens: 2, costUsd: null } });
});

it.each([
  [{ message: 'Slow down.', code: 'rate_limit_exceeded', type: 'requests' }, 'rate_limit_exceeded: Slow down.'],
  [{ message: 'Broken.', code: null, type: 'server_error' }, 'server_error: Broken.'],
  [{ message: 'Broken.' }, 'Broken.'],
  [{}, 'No reason was given.'],
])('tells of the error %j, and keeps what came before', (error, problem) => {
  const answer = after({ choices: [{ delta: { content: 'Hel' } }] }, { error });
  expect(answer).toMatchObject({ state: 'failed', text: 'Hel', problem });
});

it('does not stumble over what is no JSON', () => {
  expect(after('<html>')).toMatchObject({ state: 'failed', problem: expect.stringContaining('no JSON') as string });
});

it.each([
  [
    {
      'x-request-id': 'r1',
      'x-gophergate-provider': 'openai',
      'x-gophergate-model': 'm',
      'x-gophergate-route': 'g>m',
      'x-gophergate-cost': '0.1',
    },
    { requestId: 'r1', servedBy: 'openai/m', route: 'g>m', costUsd: '0.1' },
  ],
  [{}, { requestId: null, servedBy: null, route: null }],
])('reads headers %j', (headers, facts) => {
  expect(headerFacts(new Headers(headers as Record<string, string>))).toEqual(facts);
});
