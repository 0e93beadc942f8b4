/** Conditions that all have to hold, and what goes with them. Written with `?`, which SQLite takes as it is. */
export class Conditions {
  private readonly texts: string[] = [];
  readonly parameters: unknown[] = [];

  /** `text` is ours; whatever comes from outside is a parameter. */
  add(text: string, ...parameters: readonly unknown[]): void {
    this.texts.push(text);
    this.parameters.push(...parameters);
  }

  get sql(): string {
    return this.texts.join(' AND ');
  }
}
