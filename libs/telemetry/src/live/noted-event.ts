import type { LiveEvent } from '@app/contracts';

/** An event on its way to many readers: what each of them would need is made once, and only where one does. */
export class NotedEvent {
  private text: string | undefined;
  private searched: string | undefined;

  constructor(readonly event: LiveEvent) {}

  get json(): string {
    return (this.text ??= JSON.stringify(this.event));
  }

  /** All names and ids in it, in lower case. */
  get haystack(): string {
    return (this.searched ??= Object.values(this.event)
      .filter((value) => typeof value === 'string')
      .join('\n')
      .toLowerCase());
  }
}
