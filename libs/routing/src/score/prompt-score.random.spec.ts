import { SeededRandom } from '../../../../test/support/seeded-random';
import { scoreOf } from './prompt-score';
import { SIGNAL_WORDS } from './signal-words';

const WORDS = Object.values(SIGNAL_WORDS).flatMap((list) => list.split(/\s+/));
const PIECES = [
  'plain words',
  'Case 1',
  'case 2:',
  'ii.',
  '3/4',
  '3/4/2026',
  '1,234.5',
  'a + b = c',
  '∀x → y',
  'why?',
  'Stop.',
  'one, two; three',
  '\n- item',
  '\n12. item',
  '\n    indented',
  '```\ncode();\n```',
  '() => {\n',
  "don't",
  '日本語。',
  '\u{1F600}',
  '"quoted"',
  '\t',
];

/** Any pieces and words in any order: sense is not asked for. */
function randomText(random: SeededRandom, most: number): string {
  return random.some(most, () => random.pick(random.chance(0.4) ? PIECES : WORDS)).join(' ');
}

function scoreAfter(question: string, depth = 0, others = 0): ReturnType<typeof scoreOf> {
  return scoreOf({ question, depth, chars: question.length + others });
}

describe('scoreOf any text', () => {
  const random = new SeededRandom(20_261_123);
  const texts = Array.from({ length: 300 }, () => [randomText(random, 60), randomText(random, 20)] as const);

  it('never falls when more text follows', () => {
    for (const [text, more] of texts) {
      const longer = `${text} ${more}`;
      expect(scoreAfter(longer).raw).toBeGreaterThanOrEqual(scoreAfter(text).raw);
      expect(scoreAfter(longer).share).toBeGreaterThanOrEqual(scoreAfter(text).share);
    }
  });

  it('never falls when more text goes before', () => {
    for (const [text, more] of texts)
      expect(scoreAfter(`${more} \n${text}`).raw).toBeGreaterThanOrEqual(scoreAfter(text).raw);
  });

  it('never falls when a conversation goes before', () => {
    for (const [text] of texts) {
      const raws = [scoreAfter(text), scoreAfter(text, 3), scoreAfter(text, 3, 4_000)].map(({ raw }) => raw);
      expect(raws).toEqual([...raws].sort((a, b) => a - b));
    }
  });

  it('gives points that add up, none of them below 0', () => {
    for (const [text] of texts) {
      const { raw, share, signals } = scoreAfter(text, 2);
      expect(signals.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(raw, 6);
      expect(signals.filter(({ points, amount }) => points <= 0 || amount <= 0)).toEqual([]);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  it('does not care for upper and lower case of words', () => {
    const words = Array.from({ length: 50 }, () => random.some(30, () => random.pick(WORDS)).join(' '));
    for (const text of words) expect(scoreAfter(text.toUpperCase()).raw).toBeCloseTo(scoreAfter(text).raw, 9);
  });
});
