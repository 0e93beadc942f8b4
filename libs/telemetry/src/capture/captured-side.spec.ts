import { CapturedSide } from './captured-side';

describe('CapturedSide', () => {
  it.each([
    [['ab', 'cd'], 'abcd', false],
    [['abcd', 'efgh'], 'abcdefgh', false],
    [['abcd', 'efghi'], 'abcdefgh', true],
    [['abcdefgh', 'i'], 'abcdefgh', true],
    [['abcdefgh', ''], 'abcdefgh', false],
    [[], '', false],
  ])('keeps of %j %j (cut: %s)', (chunks, text, isCut) => {
    const side = new CapturedSide(8);
    for (const chunk of chunks) side.add(chunk);
    expect({ text: side.text(), isCut: side.isCut, size: side.size }).toEqual({ text, isCut, size: text.length });
  });

  it('counts bytes and puts characters together that came in two', () => {
    const side = new CapturedSide(8);
    const bytes = Buffer.from('🦫漢');
    side.add(bytes.subarray(0, 3));
    side.add(bytes.subarray(3));
    expect(side.text()).toBe('🦫漢');
  });

  it('does not hold on to the rest of a large body', () => {
    const side = new CapturedSide(4);
    const large = Buffer.alloc(1_000_000, 97);
    side.add(large);
    large.fill(98);
    expect(side.text()).toBe('aaaa');
  });
});
