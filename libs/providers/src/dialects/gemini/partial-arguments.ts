import { isRecord } from '@app/common';

const STEP = /\.([^.[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/g;
/** A list of arguments is not longer than this; a hole of a billion items is a fault of the sender. */
const MOST_ITEMS = 10_000;

type Fields = Record<string, unknown>;
type Container = Fields | unknown[];

/** Puts the arguments of a call together that Google sends by their paths, a text perhaps in several pieces. */
export class PartialArguments {
  private readonly root = emptyObject();
  private unfinishedPath: string | undefined;

  /** Takes `[{jsonPath, stringValue | numberValue | boolValue | nullValue, willContinue}]`; what is none of it is skipped. */
  add(pieces: unknown): void {
    for (const piece of Array.isArray(pieces) ? pieces.filter(isRecord) : []) {
      const { jsonPath: path, willContinue } = piece;
      if (typeof path !== 'string') continue;
      this.set(stepsOf(path), valueOf(piece), path === this.unfinishedPath);
      this.unfinishedPath = willContinue === true ? path : undefined;
    }
  }

  /** As JSON, with arguments that came whole. */
  text(whole: unknown): string {
    return JSON.stringify(isRecord(whole) ? { ...this.root, ...whole } : this.root);
  }

  private set(steps: readonly string[], value: unknown, isContinued: boolean): void {
    let container: Container = this.root;
    for (const [position, step] of steps.entries()) {
      if (Array.isArray(container) && !(Number(step) <= MOST_ITEMS)) return;
      const fields = container as Fields;
      const before = fields[step];
      const next = steps[position + 1];
      if (next === undefined) {
        fields[step] = isContinued && typeof before === 'string' ? before + String(value) : value;
        return;
      }
      container = isContainer(before) ? before : isIndex(next) ? [] : emptyObject();
      fields[step] = container;
    }
  }
}

function stepsOf(path: string): string[] {
  return [...path.matchAll(STEP)].map(([, plain, index, single, double]) => plain ?? index ?? single ?? double ?? '');
}

function valueOf(piece: Record<string, unknown>): unknown {
  return piece['stringValue'] ?? piece['numberValue'] ?? piece['boolValue'] ?? null;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}

/** Without a prototype: a path may name any field. */
function emptyObject(): Fields {
  return Object.create(null) as Fields;
}
