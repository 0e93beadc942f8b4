import { isRecord } from '@app/common';
import { unsupported, type Encoding } from './encoding';
import type { FunctionCallingConfig, FunctionDeclaration, GeminiRequest } from './gemini.wire';
import { offeredFunctions } from './tools';

interface Choice {
  readonly mode: 'auto' | 'none' | 'required';
  /** The functions that may be called, by their names here; all of them when undefined. */
  readonly allowed?: readonly string[];
}

/** What the caller offers and what it wants of it. */
export function toolsOf(encoding: Encoding): Pick<GeminiRequest, 'tools' | 'toolConfig'> {
  const { request, names, adjusted } = encoding;
  const offered = offeredFunctions(encoding);
  const field = isSet(request.tool_choice) ? 'tool_choice' : 'function_call';
  const choice = choiceOf(request[field], field);
  const allowed = choice.allowed?.map((name) => names.toGoogle(name));
  const unknown = allowed?.find((name) => !offered.some(({ declaration }) => declaration.name === name));
  if (unknown !== undefined || (choice.mode === 'required' && offered.length === 0)) {
    throw unsupported('The function to be called is not among the functions this model can be offered.', field);
  }
  // Google cannot be told to call one at a time.
  if (request['parallel_tool_calls'] === false && offered.length > 0) adjusted.add('parallel_tool_calls');
  if (offered.length === 0) return {};
  const config = configOf(
    choice,
    allowed,
    offered.some(({ isStrict }) => isStrict),
  );
  const declared = offered.map(({ declaration }) => declaration);
  return {
    tools: [{ functionDeclarations: isNarrowed(choice) ? only(declared, allowed) : declared }],
    ...(config ? { toolConfig: { functionCallingConfig: config } } : {}),
  };
}

function configOf(
  { mode }: Choice,
  allowed: readonly string[] | undefined,
  isStrict: boolean,
): FunctionCallingConfig | undefined {
  if (mode === 'none') return { mode: 'NONE' };
  if (mode === 'required') return { mode: 'ANY', ...(allowed ? { allowedFunctionNames: [...allowed] } : {}) };
  return isStrict ? { mode: 'VALIDATED' } : undefined;
}

/** Where the model is free to call or not, a smaller choice is offered instead of being allowed. */
function isNarrowed({ mode, allowed }: Choice): boolean {
  return mode === 'auto' && allowed !== undefined;
}

function only(declared: readonly FunctionDeclaration[], allowed: readonly string[] = []): FunctionDeclaration[] {
  return declared.filter(({ name }) => allowed.includes(name));
}

function choiceOf(choice: unknown, field: string): Choice {
  if (!isSet(choice)) return { mode: 'auto' };
  if (choice === 'auto' || choice === 'none' || choice === 'required') return { mode: choice };
  const { type, function: called, allowed_tools: list, name } = isRecord(choice) ? choice : {};
  if (type === 'allowed_tools' && isRecord(list)) return allowedOf(list, field);
  const named: unknown = isRecord(called) ? called['name'] : field === 'function_call' ? name : undefined;
  if (typeof named === 'string') return { mode: 'required', allowed: [named] };
  throw unsupported('This choice of a tool cannot be put to this model.', field);
}

function allowedOf({ mode, tools }: Record<string, unknown>, field: string): Choice {
  const functions: unknown[] = Array.isArray(tools)
    ? tools.map((tool: unknown) => (isRecord(tool) ? tool['function'] : tool))
    : [];
  const allowed = functions.map((each) => (isRecord(each) ? each['name'] : undefined));
  if (allowed.length === 0 || !allowed.every((name) => typeof name === 'string'))
    throw unsupported('The list of allowed tools has to name functions.', field);
  return { mode: mode === 'required' ? 'required' : 'auto', allowed };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
