import { ChoiceTally, choiceIndexIn } from './choice-tally';

describe('ChoiceTally', () => {
  it('is complete when every choice that began has ended', () => {
    const tally = new ChoiceTally();
    expect(tally.isComplete).toBe(false);
    tally.note(0, false);
    tally.note(1, false);
    tally.note(0, true);
    expect(tally.isComplete).toBe(false);
    expect(tally.open).toEqual([1]);
    tally.note(1, true);
    tally.note(1, false);
    expect(tally.isComplete).toBe(true);
    expect(tally.open).toEqual([]);
  });
});

describe('choiceIndexIn', () => {
  it.each([
    ['{"choices":[{"index":0,"delta":{}}]}', 0],
    ['{"choices":[{"index": 12,"delta":{"tool_calls":[{"index":3}]}}]}', 12],
    ['{"choices":[{"delta":{"content":"\\"index\\":7"},"index":2}]}', 2],
    ['{"choices":[{"delta":{}}]}', 0],
    ['{"choices":[{"index":null}]}', 0],
  ])('of %s is %d', (event, index) => {
    expect(choiceIndexIn(event)).toBe(index);
  });
});
