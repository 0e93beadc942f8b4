import { objectsIn, type JsonObject } from '../json-object';
import type { Refusal } from '../refusal';
import { invalid, isGemini3, type GeminiCheck } from './gemini-check';
import { CONTENTS_CHECKS } from './gemini-contents-checks';
import { GENERATION_CHECKS } from './gemini-generation-checks';
import { inCamelCase, unknownNameIn } from './gemini-request-shape';
import { SCHEMA_CHECKS } from './gemini-schema-checks';
import { refuseUnsignedSteps } from './gemini-signatures';

export const GEMINI_CHECKS: readonly GeminiCheck[] = [
  ...CONTENTS_CHECKS,
  ...SCHEMA_CHECKS,
  ...GENERATION_CHECKS,
  // From the third generation on a call without its signature is refused.
  (request, model) => refuseUnsignedSteps(objectsIn(request.contents), isGemini3(model)),
];

/** The service is typed: a field it does not know anywhere in the request is an error. Takes the body as it came. */
export function refuseUnknownNames(request: JsonObject): Refusal | undefined {
  const found = unknownNameIn(request);
  if (!found) return undefined;
  const where = found.path ? ` at '${found.path}'` : '';
  return invalid(`Invalid JSON payload received. Unknown name "${found.name}"${where}: Cannot find field.`);
}

/** Why the service would turn this body down; undefined when it would answer. */
export function refusalOf(body: JsonObject, model: string): Refusal | undefined {
  const unknown = refuseUnknownNames(body);
  if (unknown) return unknown;
  const request = inCamelCase(body);
  return GEMINI_CHECKS.map((check) => check(request, model)).find((refusal) => refusal !== undefined);
}
