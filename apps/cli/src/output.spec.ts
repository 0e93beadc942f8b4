import { table } from './output';

describe('table', () => {
  it('aligns its columns and leaves no blanks at the end', () => {
    expect(
      table(
        ['Name', 'On'],
        [
          ['a-long-name', 'yes'],
          ['b', 'no'],
        ],
      ),
    ).toBe('Name         On\na-long-name  yes\nb            no');
  });
});
