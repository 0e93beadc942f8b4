import { validateSync } from 'class-validator';
import { InvalidRequestError, type JsonObject } from '@app/common';

/**
 * Checks the declared fields of a body by a DTO class and hands the body itself back, unknown fields and all. The
 * fields are copied by reference: class-transformer would walk every message.
 * @throws InvalidRequestError naming the first field at fault
 */
export function checkedBody<T extends object>(body: JsonObject, dto: new () => object, fields: readonly string[]): T {
  const candidate: object = Object.assign(new dto(), Object.fromEntries(fields.map((field) => [field, body[field]])));
  const [problem] = validateSync(candidate, { stopAtFirstError: true, forbidUnknownValues: false });
  if (!problem) return body as T;
  const [message] = Object.values(problem.constraints ?? {});
  const isMissing = body[problem.property] === undefined;
  throw new InvalidRequestError(
    `${message ?? `${problem.property} is invalid`}.`,
    problem.property,
    isMissing ? 'missing_required_parameter' : 'invalid_type',
  );
}
