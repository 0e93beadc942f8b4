import * as ts from 'typescript';

export interface ProviderNames {
  /** Ids, and the names of dialects among them. */
  readonly ids: readonly string[];
  readonly aliases: readonly string[];
  /** The id that is also the name of the API this gateway offers to its own clients. */
  readonly publicApi: string;
}

export interface Mention {
  readonly name: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Where code names a provider. Looked at are identifiers, property names, strings, templates and regular expressions;
 * not looked at are comments, and module specifiers, which the import law judges.
 *
 * An id counts wherever it is a whole word: `'grok'`, `'deepseek-v4'`, `geminiOnly`, `isDeepSeek`, `OLLAMA_API_KEY`. Two
 * kinds of names need a narrower rule, or the test would forbid what it is not about:
 * - `openai` is the API we speak ourselves (`toOpenAiError`, "OpenAI-compatible"). As the provider it stands alone or
 *   leads: `'openai'`, `providers.openai`, `'openai/gpt-4o'`, `OPENAI_API_KEY`.
 * - An alias may be a vendor's key prefix (`xai-…`). It counts only as the whole value or as a prefix before a slash.
 */
export function mentionsOf(source: string, names: ProviderNames, fileName = 'source.ts'): Mention[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const mentions: Mention[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      for (const name of namesIn(text, names)) mentions.push({ name, line, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mentions;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isStringLiteral(node)) return isModuleSpecifier(node) ? undefined : node.text;
  const isText = ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node) || ts.isJsxText(node);
  return isText ? node.text : undefined;
}

function isModuleSpecifier(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    (ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent))
  );
}

function namesIn(text: string, { ids, aliases, publicApi }: ProviderNames): string[] {
  const words = wordsOf(text);
  const lower = text.toLowerCase();
  return [
    ...ids.filter((id) => (id === publicApi ? lower === id || /^[/_]/.test(tailAfter(lower, id)) : words.has(id))),
    ...aliases.filter((alias) => lower === alias || tailAfter(lower, alias).startsWith('/')),
  ];
}

const tailAfter = (text: string, start: string): string => (text.startsWith(start) ? text.slice(start.length) : '');

/** Words in lower case; a camel-cased name counts in all its runs: `isDeepSeek` holds `deep`, `seek` and `deepseek`. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const token of text.split(/[^A-Za-z0-9]+/)) {
    const humps = token.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
    humps.forEach((_, from) => {
      for (let to = from + 1; to <= humps.length; to += 1) words.add(humps.slice(from, to).join('').toLowerCase());
    });
  }
  return words;
}
