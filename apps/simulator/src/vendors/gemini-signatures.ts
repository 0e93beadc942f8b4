import { objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import type { Refusal } from '../refusal';

/** Stands for a signature that got lost; the service lets it pass. */
const SENTINEL = 'skip_thought_signature_validator';
const MARK = 'simulated thought of ';

/** The encrypted thought that belongs to a part. It must come back unchanged. */
export function signatureFor(text: string): string {
  return Buffer.from(MARK + text).toString('base64');
}

/** From Gemini 3 on every step since the last user text carries a signature on its first call; parallel calls share it. */
export function refuseUnsignedSteps(contents: readonly JsonObject[], isRequired: boolean): Refusal | undefined {
  const lastUserText = contents.findLastIndex(
    ({ role, parts }) => role === 'user' && objectsIn(parts).some(({ text }) => typeof text === 'string'),
  );
  for (const [index, { role, parts }] of contents.entries()) {
    if (role !== 'model') continue;
    for (const part of objectsIn(parts)) {
      const signature = textFrom(part.thoughtSignature);
      if (signature !== undefined && !isGenuine(signature, objectFrom(part.functionCall)))
        return invalid('Corrupted thought signature.');
    }
    const firstCall = objectsIn(parts).find((part) => part.functionCall !== undefined);
    if (isRequired && index > lastUserText && firstCall && firstCall.thoughtSignature === undefined) {
      const name = textFrom(objectFrom(firstCall.functionCall).name) ?? '';
      return invalid(
        `Function call \`${name}\` in the ${index + 1}. content block is missing a \`thought_signature\`.`,
      );
    }
  }
  return undefined;
}

/** The thought of a call knows its name or its id: that of another call does not pass for it. */
function isGenuine(signature: string, { name, id }: JsonObject): boolean {
  if (signature === SENTINEL) return true;
  const text = Buffer.from(signature, 'base64').toString('utf8');
  if (!text.startsWith(MARK)) return false;
  const thought = text.slice(MARK.length);
  return id === undefined || thought === name || thought === id;
}

function invalid(message: string): Refusal {
  return { status: 400, message };
}
