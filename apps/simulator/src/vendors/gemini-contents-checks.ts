import { isJsonObject, objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import { invalid, type GeminiCheck } from './gemini-check';

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const callsIn = (content: JsonObject | undefined): JsonObject[] => partsWith(content, 'functionCall');
const resultsIn = (content: JsonObject | undefined): JsonObject[] => partsWith(content, 'functionResponse');

/** Roles are user and model; a content without parts, or a part without data, is refused. */
const wellFormedContents: GeminiCheck = ({ contents, systemInstruction }) => {
  const list = objectsIn(contents);
  if (list.length === 0) return invalid('* GenerateContentRequest.contents: contents is not specified');
  for (const [index, { role, parts }] of list.entries()) {
    if (role !== undefined && role !== 'user' && role !== 'model')
      return invalid('Please use a valid role: user, model.');
    if (isEmpty(parts))
      return invalid(`* GenerateContentRequest.contents[${index}].parts: contents.parts must not be empty.`);
  }
  return systemInstruction !== undefined && isEmpty(objectFrom(systemInstruction).parts)
    ? invalid('* GenerateContentRequest.system_instruction.parts: must not be empty.')
    : undefined;
};

/** Neighbours of equal role are one turn to Google: a request that sends them apart has not been merged. */
const rolesAlternate: GeminiCheck = ({ contents }) => {
  const roles = objectsIn(contents).map(({ role }) => role ?? 'user');
  return roles.some((role, index) => index > 0 && role === roles[index - 1])
    ? invalid('Please ensure that multiturn requests alternate between user and model.')
    : undefined;
};

/** All results of one turn come in one content, as many as there were calls, right behind them, by their names and ids. */
const resultsMatchCalls: GeminiCheck = ({ contents }) => {
  const list = objectsIn(contents);
  for (const [index, content] of list.entries()) {
    const results = resultsIn(content);
    const before = callsIn(list[index - 1]);
    if (results.length !== before.length)
      return invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      );
    const unmatched = results.find((result) => !before.some((call) => isAnswer(result, call)));
    if (unmatched) return invalid(`No function call matches the response of \`${textFrom(unmatched.name) ?? ''}\`.`);
  }
  return callsIn(list.at(-1)).length > 0
    ? invalid('Please ensure that function call turn is followed by a function response turn.')
    : undefined;
};

/** A call has a name and an object of arguments; a result an object as well. */
const wellFormedCalls: GeminiCheck = ({ contents }) => {
  const list = objectsIn(contents);
  const isBad = (part: JsonObject, field: string): boolean =>
    !textFrom(part.name) || (part[field] !== undefined && !isJsonObject(part[field]));
  if (list.flatMap(callsIn).some((call) => isBad(call, 'args')))
    return invalid('Invalid function call: a name and an object of args are needed.');
  return list.flatMap(resultsIn).some((result) => isBad(result, 'response') || result.response === undefined)
    ? invalid('Invalid function response: a name and an object of response are needed.')
    : undefined;
};

/** `$ref` is refused inside function responses as well as in schemas. */
const noReferencesInResults: GeminiCheck = ({ contents }) =>
  objectsIn(contents)
    .flatMap(resultsIn)
    .some(({ response }) => containsKey(response, '$ref'))
    ? invalid('Function response contains an unsupported $ref.')
    : undefined;

/** Inline data is base64 and says what it is. */
const wellFormedData: GeminiCheck = ({ contents }) => {
  const blobs = objectsIn(contents).flatMap((content) => partsWith(content, 'inlineData'));
  const isBad = ({ mimeType, data }: JsonObject): boolean =>
    !/^[\w.+-]+\/[\w.+-]+$/.test(textFrom(mimeType) ?? '') || !BASE64.test(textFrom(data) ?? '');
  return blobs.some(isBad)
    ? invalid("Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed.")
    : undefined;
};

export const CONTENTS_CHECKS: readonly GeminiCheck[] = [
  wellFormedContents,
  rolesAlternate,
  wellFormedCalls,
  resultsMatchCalls,
  noReferencesInResults,
  wellFormedData,
];

/** The empty text at the end of a stream is a part only for the signature it carries. */
function isEmpty(parts: unknown): boolean {
  const list = objectsIn(parts);
  const hasData = (part: JsonObject): boolean =>
    Object.keys(part).some((key) => key !== 'thought' && key !== 'thoughtSignature') &&
    (part.text !== '' || part.thoughtSignature !== undefined);
  return list.length === 0 || !list.every(hasData);
}

function partsWith(content: JsonObject | undefined, field: string): JsonObject[] {
  return objectsIn(content?.parts)
    .map((part) => part[field])
    .filter(isJsonObject);
}

function isAnswer(result: JsonObject, call: JsonObject): boolean {
  return result.name === call.name && (result.id === undefined || call.id === undefined || result.id === call.id);
}

function containsKey(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((item) => containsKey(item, key));
  return isJsonObject(value) && (key in value || Object.values(value).some((item) => containsKey(item, key)));
}
