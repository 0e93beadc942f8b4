import { CASE_LABELS, SIGNAL_OF_WORD, SIGNAL_WORDS, type WordSignal } from './signal-words';

/** What is counted in the text itself, beside words. */
export const MARK_SIGNALS = [
  'sentences',
  'clauses',
  'questions',
  'numbers',
  'fractions',
  'operators',
  'logicSymbols',
  'cases',
  'listItems',
  'code',
] as const;
export type MarkSignal = (typeof MARK_SIGNALS)[number];
export type TextSignal = MarkSignal | WordSignal;
export type TextCounts = Record<TextSignal, number>;

const APOSTROPHES = "'’";
const SENTENCE_ENDS = '.?!。？！';
const QUESTION_MARKS = '?？';
const CLAUSE_MARKS = ',;，；、';
const OPERATORS = '+*/=^<>−×÷√';
const LOGIC_SYMBOLS = '~∨∧≡⊃∀∃→¬∈⊂∪∩·•';
/** Braces and arrows alone also stand in sets, formulas and reactions. */
const CODE_PAIRS = new Set([
  '()',
  '==',
  '=>',
  '!=',
  '&&',
  '||',
  '::',
  ':=',
  '+=',
  '</',
  '/>',
  '{\n',
  ';\n',
  '{"',
  '``',
]);
const BULLETS = '-*•';
const ROMAN = new Set(['i', 'ii', 'iii', 'iv', 'v']);
const DEEPEST_INDENT = 16;
const LONGEST_NUMBER = 4;

/** Counts every signal in one pass over the characters. */
export function countsOf(text: string): TextCounts {
  return new TextScanner(text).scan();
}

class TextScanner {
  private readonly counts = emptyCounts();
  private index = 0;
  private labels = 0;

  constructor(private readonly text: string) {}

  scan(): TextCounts {
    this.countLineStart(0);
    while (this.index < this.text.length) {
      const code = this.text.charCodeAt(this.index);
      if (isLetter(code)) this.readWord();
      else if (isDigit(code)) this.readNumber();
      else this.readMark();
    }
    // One label alone refers to something; two are cases to be held against each other.
    return { ...this.counts, cases: Math.max(0, this.labels - 1) };
  }

  private readWord(): void {
    const { text } = this;
    const start = this.index;
    let end = start + 1;
    while (isLetter(text.charCodeAt(end)) || (isApostrophe(text, end) && isLetter(text.charCodeAt(end + 1)))) end += 1;
    this.index = end;
    const word = text.slice(start, end).toLowerCase().replace('’', "'");
    const signal = signalOf(word);
    if (signal) this.counts[signal] += 1;
    const isLabel = text[end] === ' ' && isDigit(text.charCodeAt(end + 1)) && CASE_LABELS.has(word);
    if (isLabel || (text[end] === '.' && ROMAN.has(word))) this.labels += 1;
  }

  /** `1,234.5` is one number; `3/4` is two and a fraction; `3/4/2026` is a date. */
  private readNumber(): void {
    const { text } = this;
    const start = this.index;
    let end = start + 1;
    while (isDigit(text.charCodeAt(end)) || (isInNumber(text[end]) && isDigit(text.charCodeAt(end + 1)))) end += 1;
    this.index = end;
    this.counts.numbers += 1;
    if (text[start - 1] !== '/' && isDenominator(text, end)) this.counts.fractions += 1;
  }

  private readMark(): void {
    const { text, counts } = this;
    const mark = text.charAt(this.index);
    const next = text.charAt(this.index + 1);
    this.index += 1;
    if (mark === ' ') return;
    if (mark === '\n') return this.countLineStart(this.index);
    if (SENTENCE_ENDS.includes(mark) && next <= ' ') counts.sentences += 1;
    if (QUESTION_MARKS.includes(mark)) counts.questions += 1;
    if (CLAUSE_MARKS.includes(mark)) counts.clauses += 1;
    if (OPERATORS.includes(mark)) counts.operators += 1;
    if (LOGIC_SYMBOLS.includes(mark)) counts.logicSymbols += 1;
    if (CODE_PAIRS.has(mark + next)) counts.code += 1;
  }

  /** Indented lines are mostly code; a bullet or a number begins an item of a list. */
  private countLineStart(start: number): void {
    const { text } = this;
    let begin = start;
    while (begin < start + DEEPEST_INDENT && isBlank(text[begin])) begin += 1;
    if (isListItem(text, begin)) this.counts.listItems += 1;
    else if ((begin >= start + 2 || text[start] === '\t') && text.charAt(begin) > ' ') this.counts.code += 1;
  }
}

function emptyCounts(): TextCounts {
  const words = Object.keys(SIGNAL_WORDS) as WordSignal[];
  return Object.fromEntries([...MARK_SIGNALS, ...words].map((signal) => [signal, 0])) as TextCounts;
}

/** A plural counts as its word; `is` and `as` are no plurals. */
function signalOf(word: string): WordSignal | undefined {
  const own = SIGNAL_OF_WORD.get(word);
  return own === undefined && word.length > 3 && word.endsWith('s') ? SIGNAL_OF_WORD.get(word.slice(0, -1)) : own;
}

/** `- ` and `12. ` and `3) `. */
function isListItem(text: string, begin: number): boolean {
  const end = endOfDigits(text, begin);
  const marks = end > begin ? '.)' : BULLETS;
  return end < text.length && marks.includes(text.charAt(end)) && text[end + 1] === ' ';
}

function isDenominator(text: string, slash: number): boolean {
  const end = endOfDigits(text, slash + 1);
  return text[slash] === '/' && end > slash + 1 && text[end] !== '/';
}

function endOfDigits(text: string, begin: number): number {
  let end = begin;
  while (end < begin + LONGEST_NUMBER && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isBlank(mark: string | undefined): boolean {
  return mark === ' ' || mark === '\t';
}

/** False for the NaN that stands behind the end. */
function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isApostrophe(text: string, index: number): boolean {
  return index < text.length && APOSTROPHES.includes(text.charAt(index));
}

function isInNumber(mark: string | undefined): boolean {
  return mark === '.' || mark === ',';
}
