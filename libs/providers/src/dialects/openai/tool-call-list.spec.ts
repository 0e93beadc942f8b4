import { ToolCallIds, ToolCallList } from './tool-call-list';

const COMPLETION = 'chatcmpl-01234567-89ab-cdef-0123-456789abcdef';
const list = (): ToolCallList => new ToolCallList(new ToolCallIds(COMPLETION));
const begins = (fields: object = {}): object => ({
  type: 'function',
  function: { name: 'f', arguments: '' },
  ...fields,
});
const goesOn = (fields: object = {}): object => ({ function: { arguments: '{}' }, ...fields });

describe('ToolCallIds', () => {
  it('derives ids from the completion, each another, none too long', () => {
    const ids = new ToolCallIds(COMPLETION);
    expect([ids.next(), ids.next()]).toEqual([
      'call_0123456789abcdef0123456789abcdef0',
      'call_0123456789abcdef0123456789abcdef1',
    ]);
    expect(new ToolCallIds('chatcmpl-' + 'x'.repeat(90)).next().length).toBeLessThanOrEqual(40);
  });
});

describe('ToolCallList', () => {
  it('leaves alone what is complete', () => {
    const calls = list();
    const pieces = [begins({ index: 0, id: 'a' }), begins({ index: 1, id: 'b' })];
    expect(calls.completed(pieces, true)).toBe(pieces);
    const more = [goesOn({ index: 1 })];
    expect(calls.completed(more, true)).toBe(more);
    expect(calls.isEmpty).toBe(false);
  });

  it('knows when there was none', () => {
    expect(list().isEmpty).toBe(true);
    expect(list().completed([null, 'x'], true)).toEqual([null, 'x']);
  });

  it.each([undefined, null, ''])('gives a call whose id is %j one of its own, once', (id) => {
    const calls = list();
    const [first] = calls.completed([begins({ index: 0, id })], true) as [{ id: string }];
    expect(first.id).toMatch(/^call_/);
    const later = [goesOn({ index: 0 })];
    expect(calls.completed(later, true)).toBe(later);
  });

  it('gives each call another id', () => {
    const pieces = list().completed([begins({ index: 0 }), begins({ index: 1 })], true) as { id: string }[];
    expect(new Set(pieces.map(({ id }) => id)).size).toBe(2);
  });

  it.each<[string, object[], (number | undefined)[]]>([
    ['whole calls', [begins({ id: 'a' }), begins({ id: 'b' }), begins({ id: 'c' })], [0, 1, 2]],
    ['calls without ids', [begins(), goesOn(), begins(), goesOn(), goesOn()], [0, 0, 1, 1, 1]],
    ['ids that are repeated', [begins({ id: 'a' }), begins({ id: 'b' }), goesOn({ id: 'a' })], [0, 1, 0]],
    ['a call without a name', [goesOn(), goesOn()], [0, 0]],
    ['an absurd index', [begins({ index: 1e9 }), begins({ index: -1 }), begins({ index: 1.5 })], [0, 1, 2]],
  ])('counts %s, each piece in a chunk of its own', (_, pieces, indices) => {
    const calls = list();
    const completed = pieces.map((piece) => calls.completed([piece], true)[0] as { index?: number });
    expect(completed.map(({ index }) => index)).toEqual(indices);
  });

  it('names the type where it is missing, on the first piece only', () => {
    const calls = list();
    expect(calls.completed([{ index: 0, id: 'a', function: { name: 'f' } }], true)).toEqual([
      { index: 0, id: 'a', type: 'function', function: { name: 'f' } },
    ]);
    expect(calls.completed([goesOn({ index: 0 })], true)).toEqual([goesOn({ index: 0 })]);
  });

  it('adds no index to the calls of a whole answer', () => {
    const [call] = list().completed([{ function: { name: 'f', arguments: '{}' } }], false);
    expect(call).toEqual({
      id: expect.stringMatching(/^call_/),
      type: 'function',
      function: { name: 'f', arguments: '{}' },
    });
    const whole = [begins({ id: 'a' })];
    expect(list().completed(whole, false)).toBe(whole);
  });
});
