/** Cuts a stream of server-sent events into the data of each; what is not whole yet is kept for the next piece. */
export class SseReader {
  private rest = '';

  /** @returns the data of each event that this piece completes */
  push(piece: string): string[] {
    const text = this.rest + piece;
    // A line may end with CR LF, and a piece between the two.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const events = whole.replaceAll('\r\n', '\n').split('\n\n');
    this.rest = (events.pop() ?? '') + text.slice(whole.length);
    return events.map(dataOf).filter((data) => data !== null);
  }
}

/** null: a comment, or an event without data. */
function dataOf(event: string): string | null {
  const lines = event.split('\n').filter((line) => line.startsWith('data:'));
  return lines.length === 0 ? null : lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n');
}
