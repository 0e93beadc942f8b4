import { InvalidRequestError } from '@app/common';

/** One schema may grow to this by its references; a hundred nested models of a real program stay far below. */
const MOST_NODES_OF_ONE = 10_000;
/** All schemas of a request together: many small bombs are one large one. */
const MOST_NODES_IN_ALL = 50_000;
/** Schema levels. A document is nested 128 deep at most, so only references lead deeper. */
const DEEPEST = 100;
const CHARS_PER_NODE = 64;

/** What a schema costs to write down once its references are replaced by what they mean: a few lines can stand for billions. */
export class SchemaBudget {
  private spentInAll = 0;
  private spent = 0;
  private param = '';

  /** Another schema begins; `param` is where the caller finds it. */
  begin(param: string): void {
    this.param = param;
    this.spent = 0;
  }

  /** @throws InvalidRequestError when the schema has grown too large or too deep */
  spend(nodes: number, depth = 0): void {
    this.spent += nodes;
    this.spentInAll += nodes;
    if (this.spent > MOST_NODES_OF_ONE || this.spentInAll > MOST_NODES_IN_ALL || depth > DEEPEST) {
      throw new InvalidRequestError(
        `This JSON schema is too large for this model once its references are resolved; keep it below ${MOST_NODES_OF_ONE} parts and ${DEEPEST} levels.`,
        this.param,
        'invalid_schema',
      );
    }
  }

  /** A text or list that is copied costs by its length: a short reference may repeat a long one. */
  spendOn(value: unknown): void {
    if (typeof value === 'string') this.spend(Math.floor(value.length / CHARS_PER_NODE));
    else if (Array.isArray(value)) value.forEach((item) => this.spendItem(item));
    else if (typeof value === 'object' && value !== null) this.spendItem(value);
  }

  private spendItem(item: unknown): void {
    this.spend(1);
    const isLarge = typeof item === 'object' && item !== null;
    this.spendOn(isLarge ? JSON.stringify(item) : item);
  }
}
