import type { ChatCompletion } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatCall } from '../../spi/chat';
import { finishReasonOf } from './finish-reason';
import { messageWithBothNames } from './reasoning-field';
import { ToolCallIds, ToolCallList } from './tool-call-list';

type Fields = Record<string, unknown>;

/**
 * A whole answer completed to OpenAI's contract: what a vendor wrote stays, what it left out is filled in. The very
 * same object when nothing is missing.
 * @throws UpstreamError when the ending says that the answer was broken off
 */
export function completedAnswer(
  answer: Fields,
  choices: readonly unknown[],
  call: ChatCall,
  providerId: string,
): Fields {
  const ids = new ToolCallIds(call.completionId);
  const completed = choices.map((choice, at) =>
    isRecord(choice) ? completedChoice(choice, at, ids, providerId) : choice,
  );
  const head = {
    id: call.completionId,
    created: call.createdAtSeconds,
    model: call.model,
  } satisfies Partial<ChatCompletion>;
  return filled(
    answer,
    { ...head, object: 'chat.completion' },
    completed.some((choice, at) => choice !== choices[at]) ? { choices: completed } : {},
  );
}

function completedChoice(choice: Fields, at: number, ids: ToolCallIds, providerId: string): Fields {
  const message = messageWithBothNames(isRecord(choice['message']) ? choice['message'] : {});
  const calls = new ToolCallList(ids);
  const given: unknown = message['tool_calls'];
  const called = Array.isArray(given) ? calls.completed(given, false) : given;
  const whole = filled(
    message,
    { role: 'assistant', content: null, refusal: null },
    called === given ? {} : { tool_calls: called },
  );
  const finish = finishReasonOf(providerId, choice['finish_reason'], !calls.isEmpty);
  return filled(
    choice,
    { index: at, logprobs: null },
    {
      ...(whole === choice['message'] ? {} : { message: whole }),
      ...(finish === choice['finish_reason'] ? {} : { finish_reason: finish }),
    },
  );
}

/** The fields with `changes`, and with those of `defaults` that are absent; the very same object when that is none. */
function filled(fields: Fields, defaults: Fields, changes: Fields): Fields {
  const missing = Object.entries(defaults).filter(([name]) => fields[name] === undefined);
  if (missing.length === 0 && Object.keys(changes).length === 0) return fields;
  return { ...fields, ...Object.fromEntries(missing), ...changes };
}
