/** The beginning of what passes, up to so many bytes. */
export class CapturedSide {
  private readonly parts: Buffer[] = [];
  private bytes = 0;
  private isTooLong = false;

  constructor(private readonly maxBytes: number) {}

  /** Copies what fits: a slice would keep the whole of a large body in memory. */
  add(chunk: Buffer | string): void {
    const left = this.maxBytes - this.bytes;
    if (left <= 0) {
      this.isTooLong ||= chunk.length > 0;
      return;
    }
    const all = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const part = Buffer.from(all.subarray(0, left));
    this.isTooLong ||= all.length > left;
    this.parts.push(part);
    this.bytes += part.length;
  }

  get isCut(): boolean {
    return this.isTooLong;
  }

  get size(): number {
    return this.bytes;
  }

  /** A character that was cut in two at the end becomes the replacement character. */
  text(): string {
    return Buffer.concat(this.parts).toString('utf8');
  }
}
