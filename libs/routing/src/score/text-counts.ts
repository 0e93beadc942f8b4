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
  'code',
] as const;
export type MarkSignal = (typeof MARK_SIGNALS)[number];
export type TextSignal = MarkSignal | WordSignal;
export type TextCounts = Record<TextSignal, number>;

const APOSTROPHES = new Set(["'", '’']);
const SENTENCE_ENDS = new Set([...'.?!。？！']);
const QUESTION_MARKS = new Set([...'?？']);
const CLAUSE_MARKS = new Set([...',;，；、']);
const OPERATORS = new Set([...'+*/=^<>−×÷√']);
const LOGIC_SYMBOLS = new Set([...'~∨∧≡⊃∀∃→¬∈⊂∪∩·•']);
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
const BULLETS = new Set([...'-*•']);
const ROMAN = new Set(['i', 'ii', 'iii', 'iv', 'v']);
/** Room enough for the indentation and the number of a list item. */
const LINE_START = 16;

/** Counts every signal in one pass over the characters. */
export function countsOf(text: string): TextCounts {
  return new TextScanner(text).counts;
}

class TextScanner {
  readonly counts = emptyCounts();
  private index = 0;

  constructor(private readonly text: string) {
    this.countLineStart(0);
    while (this.index < text.length) {
      const code = text.charCodeAt(this.index);
      if (isLetter(code)) this.readWord();
      else if (isDigit(code)) this.readNumber();
      else this.readMark();
    }
  }

  private readWord(): void {
    const { text } = this;
    const start = this.index;
    let end = start + 1;
    while (isLetter(text.charCodeAt(end)) || (isApostrophe(text, end) && isLetter(text.charCodeAt(end + 1)))) end += 1;
    this.index = end;
    const word = text.slice(start, end).toLowerCase().replace('’', "'");
    const signal = SIGNAL_OF_WORD.get(word) ?? (word.endsWith('s') ? SIGNAL_OF_WORD.get(word.slice(0, -1)) : undefined);
    if (signal) this.counts[signal] += 1;
    const isLabel = text[end] === ' ' && isDigit(text.charCodeAt(end + 1)) && CASE_LABELS.has(word);
    if (isLabel || (text[end] === '.' && ROMAN.has(word))) this.counts.cases += 1;
  }

  /** `1,234.5` is one number; `3/4` is two and a fraction. */
  private readNumber(): void {
    const { text } = this;
    let end = this.index + 1;
    while (isDigit(text.charCodeAt(end)) || (isInNumber(text[end]) && isDigit(text.charCodeAt(end + 1)))) end += 1;
    this.index = end;
    this.counts.numbers += 1;
    if (text[end] === '/' && isDigit(text.charCodeAt(end + 1))) this.counts.fractions += 1;
  }

  private readMark(): void {
    const { text, counts } = this;
    const mark = text.charAt(this.index);
    const next = text.charAt(this.index + 1);
    this.index += 1;
    if (mark === ' ') return;
    if (mark === '\n') return this.countLineStart(this.index);
    if (SENTENCE_ENDS.has(mark) && next <= ' ') counts.sentences += 1;
    if (QUESTION_MARKS.has(mark)) counts.questions += 1;
    if (CLAUSE_MARKS.has(mark)) counts.clauses += 1;
    if (OPERATORS.has(mark)) counts.operators += 1;
    if (LOGIC_SYMBOLS.has(mark)) counts.logicSymbols += 1;
    if (CODE_PAIRS.has(mark + next)) counts.code += 1;
  }

  /** Indented lines are mostly code; a bullet or a number begins an item of a list. */
  private countLineStart(start: number): void {
    const line = this.text.slice(start, start + LINE_START);
    const begun = line.trimStart();
    const indent = line.length - begun.length;
    if (begun === '') return;
    const isItem = BULLETS.has(begun.charAt(0)) ? begun[1] === ' ' : isNumbered(begun);
    if (isItem) this.counts.cases += 1;
    else if (indent >= 2 || line.startsWith('\t')) this.counts.code += 1;
  }
}

function emptyCounts(): TextCounts {
  const words = Object.keys(SIGNAL_WORDS) as WordSignal[];
  return Object.fromEntries([...MARK_SIGNALS, ...words].map((signal) => [signal, 0])) as TextCounts;
}

function isNumbered(line: string): boolean {
  let end = 0;
  while (isDigit(line.charCodeAt(end))) end += 1;
  return end > 0 && (line[end] === '.' || line[end] === ')') && line[end + 1] === ' ';
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
  return APOSTROPHES.has(text.charAt(index));
}

function isInNumber(mark: string | undefined): boolean {
  return mark === '.' || mark === ',';
}
