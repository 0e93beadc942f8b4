import { isRecord } from '@app/common';
import type { SeenToolCall } from '../ask/seen-chat';
import type { Expected, ExpectedToolCall } from '../cases/expected';
import { differing, unless } from './differing';

/** Tool calls in their order. An id of null is one that the gateway has to make, and no two are alike. */
export function toolCalls(
  { toolCalls: expected = [], thoughtSignatures: signatures }: Pick<Expected, 'toolCalls' | 'thoughtSignatures'>,
  seen: readonly SeenToolCall[],
): string[] {
  const ids = seen.map(({ id }) => id);
  return [
    ...differing('tool calls', expected.length, seen.length),
    ...unless(new Set(ids).size === ids.length, `tool call ids: expected no two alike, got ${ids.join(', ')}`),
    ...expected.flatMap((call, index) => (seen[index] ? toolCall(call, seen[index], index) : [])),
    ...(signatures !== undefined && expected.length > 0 ? signed(signatures, seen) : []),
  ];
}

function toolCall(expected: ExpectedToolCall, seen: SeenToolCall, index: number): string[] {
  const what = `tool call ${index}`;
  return [
    ...(expected.id === null
      ? unless(seen.id !== '', `${what} id: expected one, got none`)
      : differing(`${what} id`, expected.id, seen.id)),
    ...differing(`${what} name`, expected.name, seen.name),
    ...differing(`${what} arguments`, expected.arguments, argumentsOf(seen.arguments)),
  ];
}

/** As `expected` writes them: what is no JSON stands raw. */
export function argumentsOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) || Array.isArray(value) ? value : { __raw__: text };
  } catch {
    return { __raw__: text };
  }
}

/** The recording counts signed parts, of which some may be texts; a call that was signed carries its signature on. */
function signed(signatures: number, seen: readonly SeenToolCall[]): string[] {
  const count = seen.filter(({ signature }) => signature !== undefined).length;
  return unless(
    signatures === 0 || (count > 0 && count <= signatures),
    `signed tool calls: expected 1 to ${signatures}, got ${count}`,
  );
}
