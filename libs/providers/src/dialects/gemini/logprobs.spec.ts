import { logprobsOf } from './logprobs';

describe('logprobsOf', () => {
  it("becomes OpenAI's list, with the alternatives of each token", () => {
    const result = {
      chosenCandidates: [
        { token: 'Hi', tokenId: 1, logProbability: -0.1 },
        { token: '日', logProbability: -0.2 },
      ],
      topCandidates: [
        {
          candidates: [
            { token: 'Hi', logProbability: -0.1 },
            { token: 'Yo', logProbability: -2 },
          ],
        },
      ],
    };
    expect(logprobsOf(result)).toEqual({
      content: [
        {
          token: 'Hi',
          logprob: -0.1,
          bytes: [72, 105],
          top_logprobs: [
            { token: 'Hi', logprob: -0.1, bytes: [72, 105] },
            { token: 'Yo', logprob: -2, bytes: [89, 111] },
          ],
        },
        { token: '日', logprob: -0.2, bytes: [230, 151, 165], top_logprobs: [] },
      ],
      refusal: null,
    });
  });

  it.each([[undefined], [null], [{}], [{ chosenCandidates: 'x' }]])('is null for %j', (result) => {
    expect(logprobsOf(result)).toBeNull();
  });

  it('survives tokens without their fields', () => {
    expect(logprobsOf({ chosenCandidates: [{}, null], topCandidates: [{ candidates: 5 }] })?.content).toEqual([
      { token: '', logprob: 0, bytes: [], top_logprobs: [] },
    ]);
  });
});
