import { table } from './output';

const ROWS = [
  ['a-long-name', 'yes'],
  ['b', 'no'],
];

describe('table', () => {
  it('aligns its columns on a terminal and leaves no blanks at the end', () => {
    expect(table(['Name', 'On'], ROWS, true)).toBe('Name         On\na-long-name  yes\nb            no');
  });

  it('puts one tab between columns elsewhere, empty ones too', () => {
    expect(table(['Name', 'On', 'Note'], [['b', '', 'x']], false)).toBe('Name\tOn\tNote\nb\t\tx');
  });

  it.each([true, false])('keeps a row on its line whatever stands in it (terminal: %s)', (isTerminal) => {
    const text = table(['Name'], [['a\tb\nc'], ['\u001b[31mred']], isTerminal);
    expect(text.split('\n')).toEqual(['Name', 'a\\tb\\nc', '\\x1B[31mred']);
  });
});
