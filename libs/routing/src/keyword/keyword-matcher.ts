const UNITS = 65_536;
const ROOT = 0;
const NONE = -1;
const SPACE = 0x20;
const WHITE_SPACE = /\s/u;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
/** Written without spaces between words: there a word may begin after any character. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

interface Word {
  readonly text: string;
  readonly rule: number;
}

/** The first rule that matched, and its word. */
export interface KeywordHit {
  readonly rule: number;
  readonly word: string;
}

/**
 * Finds words in a text in one pass, however many they are (Aho and Corasick, 1975). Words are compared without regard
 * to case, from where a word of the text begins: "debug" is found in "debugging", "rove" is not found in "prove".
 */
export class KeywordMatcher {
  /** Class of each UTF-16 unit; 0 stands for all that occur in no word. */
  private readonly classes = new Uint16Array(UNITS);
  private classCount = 1;
  /** `steps[state * classCount + class]`. */
  private readonly steps: Int32Array;
  /** The words that end in a state, those of its suffixes among them. */
  private readonly found: Word[][] = [[]];

  /** `rules`: the words of each rule. Empty words are passed over. */
  constructor(rules: readonly (readonly string[])[]) {
    const words = rules.flatMap((texts, rule) =>
      texts.map((text) => ({ text: normalised(text), rule })).filter(({ text }) => text !== ''),
    );
    for (const { text } of words) for (let i = 0; i < text.length; i++) this.classify(text.charCodeAt(i));
    const states = 1 + words.reduce((sum, { text }) => sum + text.length, 0);
    this.steps = new Int32Array(states * this.classCount).fill(NONE);
    for (const word of words) this.add(word);
    this.link();
  }

  /** undefined where no rule matches. Linear in the text. */
  find(text: string): KeywordHit | undefined {
    if (this.found.length === 1) return undefined;
    const lower = text.toLowerCase();
    const { classes, classCount, steps, found } = this;
    let best: Word | undefined;
    let state = ROOT;
    for (let i = 0; i < lower.length; i++) {
      state = steps[state * classCount + (classes[lower.charCodeAt(i)] ?? 0)] ?? ROOT;
      const ending = found[state];
      if (ending === undefined || ending.length === 0) continue;
      for (const word of ending) {
        if (best !== undefined && word.rule >= best.rule) continue;
        if (beginsWord(lower, i + 1 - word.text.length)) best = word;
      }
      if (best?.rule === 0) break;
    }
    return best && { rule: best.rule, word: best.text };
  }

  private classify(unit: number): void {
    if (this.classes[unit] !== 0) return;
    const own = this.classCount++;
    this.classes[unit] = own;
    // A line break between the words of a phrase is as good as a space.
    if (unit === SPACE) for (const white of [0x09, 0x0a, 0x0d, 0xa0]) this.classes[white] = own;
  }

  private add(word: Word): void {
    let state = ROOT;
    for (let i = 0; i < word.text.length; i++) {
      const at = state * this.classCount + (this.classes[word.text.charCodeAt(i)] ?? 0);
      const known = this.steps[at] ?? NONE;
      state = known === NONE ? this.found.push([]) - 1 : known;
      this.steps[at] = state;
    }
    this.found[state]?.push(word);
  }

  /** Fills in where a state goes on with a character that continues none of its words: as its longest suffix would. */
  private link(): void {
    const { steps, found, classCount } = this;
    const suffixOf = new Int32Array(found.length);
    const queue: number[] = [ROOT];
    for (const state of queue) {
      const suffix = suffixOf[state] ?? ROOT;
      for (let unit = 0; unit < classCount; unit++) {
        const at = state * classCount + unit;
        const next = steps[at] ?? NONE;
        const fallback = state === ROOT ? ROOT : (steps[suffix * classCount + unit] ?? ROOT);
        if (next === NONE) {
          steps[at] = fallback;
          continue;
        }
        suffixOf[next] = fallback;
        found[next]?.push(...(found[fallback] ?? []));
        queue.push(next);
      }
    }
  }
}

/** The text as words are compared. */
function normalised(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/gu, ' ');
}

function beginsWord(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.charAt(start - 1);
  if (WHITE_SPACE.test(before) || !WORD_CHARACTER.test(before)) return true;
  return UNSPACED.test(text.charAt(start));
}
