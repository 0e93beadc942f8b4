import { randomBytes } from 'node:crypto';
import { exampleOf } from './schema-example';
import { ratingOf } from './rating';
import { firstTokens, piecesOf, textOf, tokensIn, type Piece } from './token-pieces';
import { stepsAskedIn } from './tool-rounds';

export interface OfferedTool {
  readonly name: string;
  readonly parameters: unknown;
}

export type ToolChoice =
  { readonly mode: 'auto' | 'none' | 'required' } | { readonly mode: 'named'; readonly name: string };

/** A request without its dialect: all that the answer depends on. */
export interface Question {
  readonly lastUserText: string;
  /** The tool results the conversation ends with; empty where it ends with anything else. */
  readonly toolResults: readonly string[];
  /** How often tools have answered since the user last spoke. */
  readonly toolRounds: number;
  readonly tools: readonly OfferedTool[];
  readonly toolChoice: ToolChoice;
  /** Present when JSON was asked for. */
  readonly json?: { readonly schema?: unknown };
  /** 0 where the model does not reason. */
  readonly reasoningTokens: number;
  readonly stops: readonly string[];
  /** The caller's limit; reasoning counts. */
  readonly maxTokens?: number;
  /** Exact length of the visible text, from the control. */
  readonly textTokens?: number;
  /** The visible text, from the control. */
  readonly text?: string;
  /** Set when a rating of the user's text is wanted: the highest one. */
  readonly ratingScale?: number;
}

export interface AnswerCall {
  readonly id: string;
  readonly name: string;
  readonly nameTokens: number;
  readonly arguments: readonly Piece[];
}

export interface Answer {
  readonly reasoning: readonly Piece[];
  readonly text: readonly Piece[];
  readonly calls: readonly AnswerCall[];
  readonly finish: 'stop' | 'length' | 'tool_calls';
  /** Without the reasoning. */
  readonly visibleTokens: number;
  readonly reasoningTokens: number;
}

const ECHOED_WORDS = 8;
/** Each is one token with its leading space, so that a text of n words is a text of n tokens. */
const FILLER = ' the river runs past old stone and green field under a wide sky while small birds sing'.split(/(?= )/);

/** The answer is a function of the question alone; only call ids differ from one time to the next. */
export function answerTo(question: Question): Answer {
  const calls = callsFor(question);
  const text = calls.length > 0 ? [] : piecesOf(textFor(question));
  const wanted = { reasoning: filler(question.reasoningTokens), text, calls };
  return fitted(wanted, question.maxTokens);
}

/** Text of exactly so many tokens. */
export function filler(tokens: number): Piece[] {
  return Array.from({ length: tokens }, (_, index) => ({ text: FILLER[index % FILLER.length] ?? ' the', tokens: 1 }));
}

function textFor(question: Question): string {
  if (question.text !== undefined) return question.text;
  if (question.textTokens !== undefined) return textOf(filler(question.textTokens));
  if (question.ratingScale !== undefined) return String(ratingOf(question.lastUserText, question.ratingScale));
  if (question.json) return JSON.stringify(question.json.schema ? exampleOf(question.json.schema) : { answer: 'x' });
  const quoted = question.toolResults.length > 0 ? question.toolResults.join(' ') : question.lastUserText;
  const lead = question.toolResults.length > 0 ? 'The tool returned:' : 'Here is a simulated answer to:';
  return beforeStop(`${lead} ${firstWords(quoted)}`, question.stops);
}

function firstWords(text: string): string {
  return text.split(/\s+/).filter(Boolean).slice(0, ECHOED_WORDS).join(' ');
}

function beforeStop(text: string, stops: readonly string[]): string {
  const cuts = stops
    .filter(Boolean)
    .map((stop) => text.indexOf(stop))
    .filter((at) => at >= 0);
  return cuts.length > 0 ? text.slice(0, Math.min(...cuts)) : text;
}

function callsFor({ tools, toolChoice, toolResults, toolRounds, lastUserText }: Question): AnswerCall[] {
  const first = tools[0];
  const isAnswered = toolResults.length > 0 && toolRounds >= stepsAskedIn(lastUserText);
  if (!first || toolChoice.mode === 'none' || isAnswered) return [];
  const isWanted = toolChoice.mode !== 'auto' || /\btools?\b/i.test(lastUserText);
  if (!isWanted) return [];
  const tool = toolChoice.mode === 'named' ? (tools.find(({ name }) => name === toolChoice.name) ?? first) : first;
  return /\bparallel\b/i.test(lastUserText) ? [callOf(tool), callOf(tools[1] ?? tool)] : [callOf(tool)];
}

function callOf(tool: OfferedTool): AnswerCall {
  return {
    id: `call_${randomBytes(12).toString('hex')}`,
    name: tool.name,
    nameTokens: tokensIn(piecesOf(tool.name)),
    arguments: piecesOf(JSON.stringify(exampleOf(tool.parameters))),
  };
}

type Wanted = Pick<Answer, 'reasoning' | 'text' | 'calls'>;

/** Spends the limit in the order a model does: reasoning, then text or calls; a cut call keeps broken arguments. */
function fitted(wanted: Wanted, maxTokens = Number.POSITIVE_INFINITY): Answer {
  const reasoning = firstTokens(wanted.reasoning, maxTokens);
  let left = maxTokens - tokensIn(reasoning);
  const text = firstTokens(wanted.text, left);
  left -= tokensIn(text);
  const calls: AnswerCall[] = [];
  for (const call of wanted.calls) {
    if (left < call.nameTokens) break;
    const kept = firstTokens(call.arguments, left - call.nameTokens);
    left -= call.nameTokens + tokensIn(kept);
    calls.push({ ...call, arguments: kept });
  }
  const isCut = sizeOf({ reasoning, text, calls }) < sizeOf(wanted);
  const reasoningTokens = tokensIn(reasoning);
  return {
    reasoning,
    text,
    calls,
    finish: isCut ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop',
    visibleTokens: sizeOf({ reasoning, text, calls }) - reasoningTokens,
    reasoningTokens,
  };
}

function sizeOf({ reasoning, text, calls }: Wanted): number {
  const inCalls = calls.reduce((sum, call) => sum + call.nameTokens + tokensIn(call.arguments), 0);
  return tokensIn(reasoning) + tokensIn(text) + inCalls;
}
