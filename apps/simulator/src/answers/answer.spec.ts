import { answerTo, filler, type Question } from './answer';
import { countTokens, textOf } from './token-pieces';

const QUESTION: Question = {
  lastUserText: 'Tell me about the otters of the northern sea please now',
  toolResults: [],
  toolRounds: 0,
  tools: [],
  toolChoice: { mode: 'auto' },
  reasoningTokens: 0,
  stops: [],
};
const TOOLS = [
  { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
  { name: 'get_time', parameters: { type: 'object' } },
];
const ask = (changes: Partial<Question> = {}) => answerTo({ ...QUESTION, ...changes });
const callTexts = (changes: Partial<Question>) =>
  ask({ tools: TOOLS, ...changes }).calls.map(({ name, arguments: pieces }) => [name, textOf(pieces)]);

describe('answerTo', () => {
  it('is a function of the question that ends with its first eight words', () => {
    expect(ask()).toEqual(ask());
    expect(textOf(ask().text)).toMatch(/: Tell me about the otters of the northern$/);
  });

  it('counts what it says', () => {
    expect(ask().visibleTokens).toBe(countTokens(textOf(ask().text)));
    expect(ask()).toMatchObject({ finish: 'stop', reasoningTokens: 0 });
  });

  it('has exactly the length asked for, and a tokenizer agrees', () => {
    const answer = ask({ textTokens: 120 });
    expect(answer.visibleTokens).toBe(120);
    expect(countTokens(textOf(answer.text))).toBe(120);
  });

  it('ends at the limit, reasoning first', () => {
    expect(ask({ reasoningTokens: 4, maxTokens: 6 })).toMatchObject({
      finish: 'length',
      reasoningTokens: 4,
      visibleTokens: 2,
    });
    expect(ask({ reasoningTokens: 8, maxTokens: 6 })).toMatchObject({
      finish: 'length',
      reasoningTokens: 6,
      visibleTokens: 0,
    });
    expect(ask({ textTokens: 6, maxTokens: 6 }).finish).toBe('stop');
  });

  it('stops before a stop sequence', () => {
    expect(textOf(ask({ stops: ['otters', 'simulated'] }).text)).toBe('Here is a ');
  });

  it('quotes the results of tools', () => {
    expect(textOf(ask({ tools: TOOLS, toolResults: ['12 degrees'], toolRounds: 1 }).text)).toBe(
      'The tool returned: 12 degrees',
    );
  });

  it('answers JSON that fits the schema', () => {
    const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
    expect(JSON.parse(textOf(ask({ json: { schema } }).text))).toEqual({ name: 'x' });
    expect(JSON.parse(textOf(ask({ json: {} }).text))).toEqual({ answer: 'x' });
  });

  it('calls a tool only when it is wanted', () => {
    expect(callTexts({})).toEqual([]);
    expect(callTexts({ lastUserText: 'use a tool' })).toEqual([['get_weather', '{"city":"x"}']]);
    expect(callTexts({ toolChoice: { mode: 'required' } })).toHaveLength(1);
    expect(callTexts({ toolChoice: { mode: 'named', name: 'get_time' } })).toEqual([['get_time', '{}']]);
    expect(callTexts({ lastUserText: 'use a tool', toolChoice: { mode: 'none' } })).toEqual([]);
    expect(callTexts({ lastUserText: 'use a tool', toolResults: ['done'], toolRounds: 1 })).toEqual([]);
    expect(callTexts({ lastUserText: 'a stool' })).toEqual([]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 0],
  ])('calls again after %i of 3 steps: %i', (toolRounds, calls) => {
    const toolResults = toolRounds > 0 ? ['done'] : [];
    expect(callTexts({ lastUserText: 'use the tool in 3 steps', toolResults, toolRounds })).toHaveLength(calls);
  });

  it('calls twice in parallel, with different ids', () => {
    const { calls, finish } = ask({ tools: TOOLS, lastUserText: 'two tools in parallel' });
    expect(finish).toBe('tool_calls');
    expect(calls.map(({ name }) => name)).toEqual(['get_weather', 'get_time']);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
  });

  it('cuts the arguments of a call at the limit', () => {
    const whole = ask({ tools: TOOLS, lastUserText: 'tool' });
    const cut = ask({ tools: TOOLS, lastUserText: 'tool', maxTokens: whole.visibleTokens - 1 });
    expect(cut.finish).toBe('length');
    expect(cut.visibleTokens).toBe(whole.visibleTokens - 1);
  });
});

describe('filler', () => {
  it('is made of words that are one token each', () => {
    expect(filler(40).every(({ text }) => countTokens(text) === 1)).toBe(true);
  });
});
