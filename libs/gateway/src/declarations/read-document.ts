import { isMap, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { InvalidDocumentError } from './declaration.errors';
import { documentSchema, type ReadDocument } from './document-schema';

const MAX_BYTES = 5_000_000;
/** Anchors save typing; hundreds of them are meant to blow something up. */
const MAX_ALIASES = 100;
type Path = readonly PropertyKey[];
type Place = (path: Path) => string;

/** A configuration written as YAML or JSON. @throws InvalidDocumentError naming path and line of all that is wrong */
export function readDocument(text: string, file: string): ReadDocument {
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new InvalidDocumentError([`${file}: at most ${MAX_BYTES} bytes; split it by kind.`]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const lineAt = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0)
    throw new InvalidDocumentError(document.errors.map(({ message, pos }) => `${lineAt(pos[0])}: ${message}`));
  const aliases = countOfAliases(document);
  if (aliases > MAX_ALIASES)
    throw new InvalidDocumentError([`${file}: ${aliases} aliases, at most ${MAX_ALIASES} may be used.`]);
  return checkedDocument(valueOf(document, file), (path) => `${lineAt(offsetOf(document, path))}: ${pathText(path)}`);
}

/** A document that has been parsed already. @throws InvalidDocumentError */
export function checkedDocument(value: unknown, place: Place = pathText): ReadDocument {
  const read = documentSchema.safeParse(value);
  if (!read.success)
    throw new InvalidDocumentError(read.error.issues.map(({ path, message }) => `${place(path)}: ${message}`));
  const problems = duplicates(read.data).map(
    ({ path, name }) => `${place(path)}: "${name}" stands there twice; keep one.`,
  );
  if (problems.length > 0) throw new InvalidDocumentError(problems);
  return read.data;
}

function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new InvalidDocumentError([`${file}: ${error instanceof Error ? error.message : 'it cannot be read'}`]);
  }
}

function countOfAliases(document: Document): number {
  let count = 0;
  visit(document, {
    Alias: () => {
      count += 1;
    },
  });
  return count;
}

/** Where the field stands, or what is nearest around it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const above: unknown = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(above) ? above.items.find((item) => String(item.key) === key) : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, length), true);
    const range = rangeOf(node);
    if (range !== undefined) return range;
  }
  return 0;
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}

function pathText(path: Path): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./u, '') || 'document'
  );
}

function duplicates({ groups = [], models = [], providers = [], clients = [] }: ReadDocument) {
  const sections = {
    groups: groups.map(({ name }) => name),
    models: models.map(({ id }) => id),
    providers: providers.map(({ id }) => id),
    clients: clients.map(({ name }) => name),
  };
  return Object.entries(sections).flatMap(([section, names]) =>
    names
      .map((name, index) => ({ name, path: [section, index] as const }))
      .filter(({ name }, index) => names.indexOf(name) !== index),
  );
}
