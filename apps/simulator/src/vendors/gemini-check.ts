import type { JsonObject } from '../json-object';
import type { Refusal } from '../refusal';

/** Takes the body in camelCase. */
export type GeminiCheck = (request: JsonObject, model: string) => Refusal | undefined;

/** Google calls every fault of a request INVALID_ARGUMENT. */
export function invalid(message: string): Refusal {
  return { status: 400, message };
}

/** From the third generation on; `-latest` names follow the newest model. */
export const isGemini3 = (model: string): boolean => /^gemini-([3-9]|\d{2}|.*-latest$)/.test(model);
export const isImageModel = (model: string): boolean => model.includes('-image');
