import { isJsonObject, numberFrom, objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import type { Refusal } from '../refusal';
import { refuseUnsignedSteps } from './gemini-signatures';
import { unknownNameIn } from './gemini-request-shape';

/** Takes the body in camelCase. */
type GeminiCheck = (request: JsonObject, model: string) => Refusal | undefined;

const MOST_STOP_SEQUENCES = 5;
const LEAST_PRO_BUDGET = 128;

const invalid = (message: string): Refusal => ({ status: 400, message });
export const isGemini3 = (model: string): boolean => /^gemini-([3-9]|\d{2})/.test(model);
export const isImageModel = (model: string): boolean => model.includes('-image');

/** The service is typed: a field it does not know anywhere in the request is an error. Takes the body as it came. */
export function refuseUnknownNames(request: JsonObject): Refusal | undefined {
  const found = unknownNameIn(request);
  if (!found) return undefined;
  const where = found.path ? ` at '${found.path}'` : '';
  return invalid(`Invalid JSON payload received. Unknown name "${found.name}"${where}: Cannot find field.`);
}

/** Roles are user and model; a content without parts, or a part without data, is refused. */
const wellFormedContents: GeminiCheck = ({ contents }) => {
  const list = objectsIn(contents);
  if (list.length === 0) return invalid('* GenerateContentRequest.contents: contents is not specified');
  for (const [index, { role, parts }] of list.entries()) {
    if (role !== undefined && role !== 'user' && role !== 'model')
      return invalid('Please use a valid role: user, model.');
    const hasEmptyPart = objectsIn(parts).some((part) =>
      Object.keys(part).every((key) => key === 'thought' || key === 'thoughtSignature'),
    );
    if (objectsIn(parts).length === 0 || hasEmptyPart)
      return invalid(`* GenerateContentRequest.contents[${index}].parts: contents.parts must not be empty.`);
  }
  return undefined;
};

/** All results of one turn come in one content, as many as there were calls. */
const resultsMatchCalls: GeminiCheck = ({ contents }) => {
  const list = objectsIn(contents);
  for (const [index, { parts }] of list.entries()) {
    const results = objectsIn(parts).filter((part) => part.functionResponse !== undefined).length;
    if (results === 0) continue;
    const calls = objectsIn(list[index - 1]?.parts).filter((part) => part.functionCall !== undefined).length;
    if (calls !== results)
      return invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      );
  }
  return undefined;
};

/** `$ref` is refused inside function responses as well. */
const noReferencesInResults: GeminiCheck = ({ contents }) => {
  const results = objectsIn(contents)
    .flatMap(({ parts }) => objectsIn(parts))
    .map((part) => objectFrom(part.functionResponse).response);
  return results.some((result) => containsKey(result, '$ref'))
    ? invalid('Function response contains an unsupported $ref.')
    : undefined;
};

/** Schemas: no type lists, arrays say what is in them, enums are strings unless formatted so, null is `nullable`. */
const plainSchemas: GeminiCheck = (request) => {
  const declarations = objectsIn(request.tools).flatMap((tool) => objectsIn(tool.functionDeclarations));
  const schemas = [
    ...declarations.map(({ parameters }) => parameters),
    objectFrom(request.generationConfig).responseSchema,
  ];
  for (const schema of schemas.filter(isJsonObject)) {
    const fault = schemaFault(schema, 'schema');
    if (fault) return invalid(fault);
  }
  const badName = declarations
    .map(({ name }) => textFrom(name) ?? '')
    .find((name) => !/^[a-zA-Z_][a-zA-Z0-9_.:-]*$/.test(name));
  return badName === undefined
    ? undefined
    : invalid(`Invalid function name "${badName}". Must start with a letter or an underscore.`);
};

/** Budget is for 2.5, level from 3 on; never both; pro cannot be switched off, newer flash and pro have no minimal. */
const thinkingFits: GeminiCheck = (request, model) => {
  const thinking = objectFrom(objectFrom(request.generationConfig).thinkingConfig);
  const budget = numberFrom(thinking.thinkingBudget);
  const level = textFrom(thinking.thinkingLevel)?.toLowerCase();
  const isPro = model.includes('-pro');
  if (budget !== undefined && level !== undefined)
    return invalid('You can only set one of thinking budget and thinking level.');
  if (level !== undefined && !isGemini3(model)) return invalid('Thinking level is not supported for this model.');
  if (level !== undefined && !['minimal', 'low', 'medium', 'high'].includes(level))
    return invalid(`Invalid value at 'generation_config.thinking_config.thinking_level': "${level}"`);
  if (level === 'minimal' && (isPro || /3\.[78]-flash/.test(model)))
    return invalid('Thinking level MINIMAL is not supported for this model.');
  if (budget !== undefined && isPro && budget >= 0 && budget < LEAST_PRO_BUDGET) {
    return invalid(
      `The thinking budget ${budget} is invalid. Please choose a value between ${LEAST_PRO_BUDGET} and 32768.`,
    );
  }
  return undefined;
};

/** At most five stop sequences; pictures come from image models only. */
const generationFits: GeminiCheck = ({ generationConfig }, model) => {
  const { stopSequences, responseModalities } = objectFrom(generationConfig);
  if (Array.isArray(stopSequences) && stopSequences.length > MOST_STOP_SEQUENCES)
    return invalid(`The number of stop sequences exceeds ${MOST_STOP_SEQUENCES}.`);
  const wantsImage =
    Array.isArray(responseModalities) &&
    responseModalities.some((modality) => String(modality).toUpperCase() === 'IMAGE');
  return wantsImage && !isImageModel(model)
    ? invalid('Model does not support the requested response modalities: image')
    : undefined;
};

export const GEMINI_CHECKS: readonly GeminiCheck[] = [
  wellFormedContents,
  plainSchemas,
  thinkingFits,
  generationFits,
  resultsMatchCalls,
  noReferencesInResults,
  (request, model) => refuseUnsignedSteps(objectsIn(request.contents), isGemini3(model)),
];

function schemaFault(schema: JsonObject, path: string): string | undefined {
  if (Array.isArray(schema.type))
    return `Invalid value at '${path}.type': Proto field is not repeating, cannot start list.`;
  const type = textFrom(schema.type)?.toLowerCase();
  if (type === 'null') return `* ${path}: schema type null is not supported, use nullable.`;
  if (type === 'array' && schema.items === undefined) return `* ${path}.items: missing field.`;
  if (Array.isArray(schema.enum) && schema.format !== 'enum' && schema.enum.some((value) => typeof value !== 'string'))
    return `Invalid value at '${path}.enum' (TYPE_STRING)`;
  const children: [string, unknown][] = [
    ['items', schema.items],
    ...objectsIn(schema.anyOf).map((branch, index): [string, unknown] => [`anyOf[${index}]`, branch]),
    ...Object.entries(objectFrom(schema.properties)).map(([name, child]): [string, unknown] => [
      `properties.${name}`,
      child,
    ]),
  ];
  return children
    .map(([name, child]) => (isJsonObject(child) ? schemaFault(child, `${path}.${name}`) : undefined))
    .find((fault) => fault !== undefined);
}

function containsKey(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((item) => containsKey(item, key));
  return isJsonObject(value) && (key in value || Object.values(value).some((item) => containsKey(item, key)));
}
