import { isJsonObject, type JsonObject } from '../json-object';

/** `*` takes anything; `[Name]` a list of messages; `{Name}` a map of them. */
type FieldShape = string;

const SCHEMA_VALUES =
  'default description example format maxItems minItems maxLength minLength maxProperties minProperties maximum minimum nullable pattern propertyOrdering required title type enum';

/** The request as Google's service declares it. Whatever is not here is an "Unknown name". */
const MESSAGES: Readonly<Record<string, Readonly<Record<string, FieldShape>>>> = {
  Request: { contents: '[Content]', systemInstruction: 'Content', tools: '[Tool]', toolConfig: 'ToolConfig', safetySettings: '[Safety]', generationConfig: 'Generation', cachedContent: '*', serviceTier: '*', model: '*', store: '*' },
  Content: { role: '*', parts: '[Part]' },
  Part: { text: '*', thought: '*', thoughtSignature: '*', inlineData: 'Blob', fileData: 'File', functionCall: 'Call', functionResponse: 'Result', executableCode: '*', codeExecutionResult: '*', videoMetadata: '*', mediaResolution: '*', partMetadata: '*' },
  Blob: { mimeType: '*', data: '*', displayName: '*' },
  File: { mimeType: '*', fileUri: '*', displayName: '*' },
  Call: { id: '*', name: '*', args: '*' },
  Result: { id: '*', name: '*', response: '*', parts: '*', scheduling: '*', willContinue: '*' },
  Tool: { functionDeclarations: '[Declaration]', googleSearch: '*', codeExecution: '*', urlContext: '*', googleMaps: '*', fileSearch: '*', computerUse: '*' },
  Declaration: { name: '*', description: '*', parameters: 'Schema', parametersJsonSchema: '*', response: 'Schema', responseJsonSchema: '*', behavior: '*' },
  ToolConfig: { functionCallingConfig: 'CallingConfig', retrievalConfig: '*', includeServerSideToolInvocations: '*' },
  CallingConfig: { mode: '*', allowedFunctionNames: '*' },
  Safety: { category: '*', threshold: '*' },
  Generation: { ...values('stopSequences responseMimeType responseJsonSchema responseModalities candidateCount maxOutputTokens temperature topP topK seed presencePenalty frequencyPenalty responseLogprobs logprobs enableEnhancedCivicAnswers mediaResolution speechConfig'), responseSchema: 'Schema', thinkingConfig: 'Thinking', imageConfig: 'Image' },
  Thinking: { includeThoughts: '*', thinkingBudget: '*', thinkingLevel: '*' },
  Image: { aspectRatio: '*', imageSize: '*' },
  Schema: { ...values(SCHEMA_VALUES), anyOf: '[Schema]', items: 'Schema', properties: '{Schema}' },
}; // prettier-ignore

/** The first field the service does not know, and where it stands; snake_case is taken for camelCase, as the service does. */
export function unknownNameIn(body: JsonObject): { name: string; path: string } | undefined {
  return unknownIn(body, 'Request', '');
}

function unknownIn(value: JsonObject, message: string, path: string): { name: string; path: string } | undefined {
  const fields = MESSAGES[message] ?? {};
  for (const [name, child] of Object.entries(value)) {
    const shape = fields[camelCase(name)];
    if (shape === undefined) return { name, path };
    const found = unknownInField(child, shape, path ? `${path}.${name}` : name);
    if (found) return found;
  }
  return undefined;
}

function unknownInField(value: unknown, shape: FieldShape, path: string): { name: string; path: string } | undefined {
  if (shape === '*') return undefined;
  const message = shape.replace(/[[\]{}]/g, '');
  if (!shape.startsWith('[') && !shape.startsWith('{'))
    return isJsonObject(value) ? unknownIn(value, message, path) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const childPath = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    const found = isJsonObject(child) ? unknownIn(child, message, childPath) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The body with every known field in camelCase, so that the rest of the simulator reads one spelling. */
export function inCamelCase(body: JsonObject, message = 'Request'): JsonObject {
  const fields = MESSAGES[message] ?? {};
  return Object.fromEntries(
    Object.entries(body).map(([name, child]) => [
      camelCase(name),
      fieldInCamelCase(child, fields[camelCase(name)] ?? '*'),
    ]),
  );
}

function fieldInCamelCase(value: unknown, shape: FieldShape): unknown {
  if (shape === '*') return value;
  const message = shape.replace(/[[\]{}]/g, '');
  if (Array.isArray(value))
    return value.map((item: unknown) => (isJsonObject(item) ? inCamelCase(item, message) : item));
  if (!isJsonObject(value)) return value;
  if (!shape.startsWith('{')) return inCamelCase(value, message);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isJsonObject(item) ? inCamelCase(item, message) : item]),
  );
}

function values(names: string): Record<string, FieldShape> {
  return Object.fromEntries(names.split(' ').map((name) => [name, '*']));
}

function camelCase(name: string): string {
  return name.startsWith('_') ? name : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
