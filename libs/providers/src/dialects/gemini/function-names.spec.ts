import { FunctionNames } from './function-names';

const tool = (name: unknown) => ({ type: 'function', function: { name } });
const namesOf = (request: object) => FunctionNames.of({ model: 'm', messages: [], ...request });

describe('FunctionNames', () => {
  it.each(['get_weather', '_x', 'a.b:c-d', 'A1'])('leaves %s alone', (name) => {
    expect(namesOf({ tools: [tool(name)] }).toGoogle(name)).toBe(name);
  });

  it.each([
    ['2fast', '_2fast'],
    ['-x', '_-x'],
    ['my tool', 'my_tool'],
    ['größe', 'gr__e'],
    ['a/b', 'a_b'],
  ])('sends %s as %s and reads it back', (name, sent) => {
    const names = namesOf({ tools: [tool(name)] });
    expect(names.toGoogle(name)).toBe(sent);
    expect(names.fromGoogle(sent)).toBe(name);
  });

  it('takes tens of thousands of names that would become the same', () => {
    const names = Array.from({ length: 50_000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + (index % 20_000), 0x3400 + (index % 6_000)),
    );
    const tools = [...new Set(names)].map((name) => ({ type: 'function', function: { name } }));
    const known = FunctionNames.of({ model: 'm', messages: [], tools });
    expect(new Set(tools.map(({ function: { name } }) => known.toGoogle(name))).size).toBe(tools.length);
  });

  it('keeps names apart that would become the same', () => {
    const all = ['a b', 'a/b', 'a_b', 'a+b'];
    const names = namesOf({ tools: all.map(tool) });
    const sent = all.map((name) => names.toGoogle(name));
    expect(sent[2]).toBe('a_b');
    expect(new Set(sent).size).toBe(all.length);
    expect(sent.map((name) => names.fromGoogle(name))).toEqual(all);
  });

  it('knows the names of the history too, in all their places', () => {
    const messages = [
      { role: 'assistant', tool_calls: [tool('t 1'), { type: 'custom', custom: { name: 't 2' } }] },
      { role: 'assistant', function_call: { name: 't 3' } },
      { role: 'function', name: 't 4' },
      { role: 'user', name: 'Ann Lee', content: 'x' },
    ];
    const names = namesOf({ messages, functions: [{ name: 't 5' }] });
    expect(['t 1', 't 2', 't 3', 't 4', 't 5'].map((name) => names.toGoogle(name))).toEqual([
      't_1',
      't_2',
      't_3',
      't_4',
      't_5',
    ]);
    expect(names.toGoogle('Ann Lee')).toBe('Ann Lee');
  });

  it('says of a name it has never heard what it is', () => {
    expect(namesOf({ tools: null }).fromGoogle('other')).toBe('other');
    expect(namesOf({ tools: [null, {}, tool(5)] }).fromGoogle('other')).toBe('other');
  });
});
