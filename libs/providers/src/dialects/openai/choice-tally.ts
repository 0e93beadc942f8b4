const INDEX = 'index":';
const ZERO = 0x30;
const NINE = 0x39;
const BLANK = 0x20;

/** Which choices of a stream have begun, and which have ended. */
export class ChoiceTally {
  private readonly begun = new Set<number>();
  private readonly ended = new Set<number>();

  note(index: number, hasEnded: boolean): void {
    this.begun.add(index);
    if (hasEnded) this.ended.add(index);
  }

  get isComplete(): boolean {
    return this.ended.size > 0 && this.open.length === 0;
  }

  /** Choices without an ending, in the order in which they began. */
  get open(): number[] {
    return this.begun.size === this.ended.size ? [] : [...this.begun].filter((index) => !this.ended.has(index));
  }
}

/** The first `index` in the text of an event, which is that of its choice; 0 where it has none. */
export function choiceIndexIn(event: string): number {
  let at = event.indexOf(INDEX);
  if (at === -1) return 0;
  at += INDEX.length;
  while (event.charCodeAt(at) === BLANK) at++;
  let index = 0;
  for (let code = event.charCodeAt(at); code >= ZERO && code <= NINE; code = event.charCodeAt(++at)) {
    index = index * 10 + code - ZERO;
  }
  return index;
}
