import type { ChatCompletionRequest } from '@app/contracts';
import { isRecord } from '@app/common';

/** Google's charset. */
const ALLOWED = /^[a-zA-Z_][a-zA-Z0-9_.:-]*$/;

/**
 * Names of functions on both sides. Most are the same; one that Google refuses is rewritten, and back again in the
 * answer. A function of the request alone, so that question and answer agree without a memory.
 */
export class FunctionNames {
  private readonly sent = new Map<string, string>();
  private readonly original = new Map<string, string>();
  private readonly numbers = new Map<string, number>();

  private constructor(names: readonly string[]) {
    const refused = names.filter((name) => !ALLOWED.test(name));
    for (const name of names) if (ALLOWED.test(name)) this.add(name, name);
    for (const name of refused) this.add(name, this.free(rewritten(name)));
  }

  static of(request: ChatCompletionRequest): FunctionNames {
    return new FunctionNames([...new Set(namesIn(request))]);
  }

  toGoogle(name: string): string {
    return this.sent.get(name) ?? name;
  }

  fromGoogle(name: string): string {
    return this.original.get(name) ?? name;
  }

  private add(name: string, sent: string): void {
    this.sent.set(name, sent);
    this.original.set(sent, name);
  }

  private free(name: string): string {
    // Where the search for this name stopped: many names may be rewritten to the same one.
    let number = this.numbers.get(name) ?? 1;
    let candidate = number === 1 ? name : `${name}_${number}`;
    while (this.original.has(candidate)) candidate = `${name}_${++number}`;
    this.numbers.set(name, number);
    return candidate;
  }
}

function rewritten(name: string): string {
  const text = name.replace(/[^a-zA-Z0-9_.:-]/g, '_');
  return /^[a-zA-Z_]/.test(text) ? text : `_${text}`;
}

function namesIn({ tools, functions, messages }: ChatCompletionRequest): string[] {
  const calls = messages.flatMap(({ tool_calls: made, function_call: single, role, name }) => [
    ...listed(made).flatMap((call) => [call['function'], call['custom']]),
    single,
    ...(role === 'function' ? [{ name }] : []),
  ]);
  const offered = [...listed(tools).map((tool) => tool['function']), ...listed(functions)];
  return [...offered, ...calls]
    .map((each) => (isRecord(each) ? each['name'] : undefined))
    .filter((name) => typeof name === 'string');
}

function listed(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
