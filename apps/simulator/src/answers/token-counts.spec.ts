import { answerTo } from './answer';
import { countsOf, reasoningTokensAt } from './token-counts';

const answer = answerTo({
  lastUserText: 'hi',
  toolResults: [],
  toolRounds: 0,
  tools: [],
  toolChoice: { mode: 'auto' },
  reasoningTokens: 3,
  stops: [],
  textTokens: 5,
});
const long = ' river'.repeat(1_300);

describe('countsOf', () => {
  it('adds four tokens a message and two a prompt', () => {
    expect(countsOf([{ role: 'user', text: 'hi' }], answer)).toEqual({
      prompt: 7,
      cached: 0,
      visible: 5,
      reasoning: 3,
    });
  });

  it('multiplies the output by the choices', () => {
    expect(countsOf([{ role: 'user', text: 'hi' }], answer, 3)).toMatchObject({ visible: 15, reasoning: 9 });
  });

  it.each(['system', 'developer', 'user'])('reports a long %s message as cached, in steps of 128', (role) => {
    expect(countsOf([{ role, text: long }], answer).cached).toBe(1_280);
  });

  it('caches nothing of short or later messages', () => {
    expect(
      countsOf(
        [
          { role: 'user', text: 'hi' },
          { role: 'user', text: long },
        ],
        answer,
      ).cached,
    ).toBe(0);
    expect(countsOf([{ role: 'user', text: ' river'.repeat(1_024) }], answer).cached).toBe(0);
  });
});

describe('reasoningTokensAt', () => {
  it('grows with the effort', () => {
    const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'].map(reasoningTokensAt);
    expect(efforts).toEqual([...efforts].sort((a, b) => a - b));
    expect(efforts[0]).toBe(0);
  });
});
