import type { Question, ToolChoice } from '../answers/answer';
import type { PromptText } from '../answers/token-counts';
import { ratingScaleIn } from '../answers/rating';
import { toolRoundsIn, type TurnReader } from '../answers/tool-rounds';
import { numberFrom, objectFrom, objectsIn, textFrom, type JsonObject } from '../json-object';
import type { Control } from '../scenarios/control';

const TURNS: TurnReader<JsonObject> = {
  saysUser: ({ role, parts }) => role !== 'model' && objectsIn(parts).some(({ text }) => typeof text === 'string'),
  isResult: (content) => resultsIn(content).length > 0,
};

/** What the request asks, freed of Gemini's shape. Takes the body in camelCase. */
export function questionOf(request: JsonObject, reasoningTokens: number, control: Control): Question {
  const contents = objectsIn(request.contents);
  const generation = objectFrom(request.generationConfig);
  return {
    lastUserText: textOfContent(contents.findLast(TURNS.saysUser)),
    toolResults: resultsIn(contents.at(-1)),
    toolRounds: toolRoundsIn(contents, TURNS),
    tools: objectsIn(request.tools)
      .flatMap((tool) => objectsIn(tool.functionDeclarations))
      .map((tool) => ({
        name: textFrom(tool.name) ?? 'tool',
        parameters: tool.parameters ?? tool.parametersJsonSchema,
      })),
    toolChoice: toolChoiceOf(objectFrom(objectFrom(request.toolConfig).functionCallingConfig)),
    json:
      generation.responseMimeType === 'application/json'
        ? { schema: generation.responseSchema ?? generation.responseJsonSchema }
        : undefined,
    reasoningTokens,
    stops: Array.isArray(generation.stopSequences) ? generation.stopSequences.map(String) : [],
    maxTokens: numberFrom(generation.maxOutputTokens),
    textTokens: control.outputTokens,
    text: control.text,
    ratingScale: ratingScaleIn([textOfContent(objectFrom(request.systemInstruction))]),
  };
}

export function promptTexts(request: JsonObject): PromptText[] {
  const contents = objectsIn(request.contents).map((content) => ({
    role: textFrom(content.role) ?? 'user',
    text: textOfContent(content) + resultsIn(content).join(''),
  }));
  if (request.systemInstruction === undefined) return contents;
  return [{ role: 'system', text: textOfContent(objectFrom(request.systemInstruction)) }, ...contents];
}

function textOfContent(content: JsonObject | undefined): string {
  return objectsIn(content?.parts)
    .map((part) => textFrom(part.text) ?? '')
    .join('');
}

/** A result wrapped as `{output: "…"}` or `{result: "…"}` is quoted without its wrapping. */
function resultsIn(content: JsonObject | undefined): string[] {
  return objectsIn(content?.parts)
    .filter((part) => part.functionResponse !== undefined)
    .map((part) => objectFrom(objectFrom(part.functionResponse).response))
    .map((result) => textFrom(result.output) ?? textFrom(result.result) ?? JSON.stringify(result));
}

function toolChoiceOf({ mode, allowedFunctionNames: allowed }: JsonObject): ToolChoice {
  if (mode === 'NONE') return { mode: 'none' };
  if (mode !== 'ANY') return { mode: 'auto' };
  const name: unknown = Array.isArray(allowed) ? allowed[0] : undefined;
  return typeof name === 'string' ? { mode: 'named', name } : { mode: 'required' };
}
