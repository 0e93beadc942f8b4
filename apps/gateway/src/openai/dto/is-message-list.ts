import { ValidateBy, buildMessage } from 'class-validator';
import { isRecord } from '@app/common';

/** A non-empty list of objects with a role, whose content is text, a list of objects, or absent: what translation relies on. */
export function IsMessageList(): PropertyDecorator {
  return ValidateBy({
    name: 'isMessageList',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isMessage),
      defaultMessage: buildMessage(
        () =>
          '$property must be a non-empty array of messages, each with a string "role" and a "content" that is a string, an array of parts, or null',
      ),
    },
  });
}

function isMessage(value: unknown): boolean {
  if (!isRecord(value) || typeof value['role'] !== 'string') return false;
  const { content, tool_calls: toolCalls } = value;
  const isContent =
    content === undefined || content === null || typeof content === 'string' || isListOfObjects(content);
  return isContent && (toolCalls === undefined || toolCalls === null || isListOfObjects(toolCalls));
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}
