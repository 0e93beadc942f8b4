import type { RequestRecord } from '@app/contracts';
import type { SeenChat, SeenChoice } from '../ask/seen-chat';
import type { Answer } from '../ask/tapped-client';
import type { RecordedCase } from '../cases/recorded-case';
import { differing, unless } from './differing';
import { brokenStream, refusal } from './refusal';
import { toolCalls } from './tool-calls';
import { CHAT_WORDS, clientUsage, rowUsage } from './usage';

const NOTHING: SeenChoice = { text: '', reasoning: '', refusal: '', finishReason: undefined, toolCalls: [] };

/** A chat completion beside what was expected of it. */
export function chat(recorded: RecordedCase, answer: Answer<SeenChat>, row: RequestRecord): string[] {
  if (recorded.status >= 400) return refusal(recorded, answer, row);
  const said = [...texts(recorded, answer.content), ...differing('row stream', recorded.isStream, row.isStream)];
  if (isBroken(recorded))
    return [...said, ...brokenStream(recorded, answer, row), ...rowUsage(recorded.expected.usage, row)];
  if (answer.failure) return [`expected a completion, got ${answer.httpStatus} ${answer.failure.message}`];
  return [
    ...said,
    ...ending(recorded, answer.content.choices[0] ?? NOTHING),
    ...clientUsage(recorded.expected.usage, answer.content.usage, CHAT_WORDS),
    ...rowUsage(recorded.expected.usage, row),
    ...differing('row outcome', 'completed', row.outcome),
    ...differing('row status', 200, row.httpStatus),
    ...differing('row served model', answer.content.model, row.servedModel ?? undefined),
  ];
}

/** Told of by the provider, or cut off by it: neither a finish reason nor the end of the stream came. */
function isBroken({ expected, isStream, isDone }: RecordedCase): boolean {
  return expected.error !== undefined || (isStream && !isDone && expected.finishReason === null);
}

function texts({ expected }: RecordedCase, { choices }: SeenChat): string[] {
  const first = choices[0] ?? NOTHING;
  const others = expected.choicesText?.slice(1) ?? [];
  return [
    ...differing('text', expected.text ?? '', first.text),
    ...differing('choices', 1 + others.length, Math.max(1, choices.length)),
    ...others.flatMap((text, index) => differing(`text of choice ${index + 1}`, text, choices[index + 1]?.text)),
    ...differing('reasoning', expected.reasoningText ?? '', first.reasoning),
    // A prompt that was blocked is told of in words of the gateway's own.
    ...(expected.blockReason === undefined
      ? differing('refusal', expected.refusal ?? '', first.refusal)
      : unless(first.refusal !== '', 'refusal: expected the reason of the block, got nothing')),
  ];
}

/** A provider that named no reason is completed to what the contract says of such an answer. */
function ending({ expected }: RecordedCase, first: SeenChoice): string[] {
  const own = (expected.toolCalls?.length ?? 0) > 0 ? 'tool_calls' : 'stop';
  return [
    ...(expected.finishReason === undefined
      ? []
      : differing('finish', expected.finishReason ?? own, first.finishReason)),
    ...toolCalls(expected, first.toolCalls),
  ];
}
