import type { AnswerCall } from '../answers/answer';
import { textOf, tokensIn } from '../answers/token-pieces';
import type { JsonObject } from '../json-object';
import type { Reply, StreamEvent } from '../vendor';
import type { ChatExchange } from './chat-exchange';

/** `stream: true`: one token a chunk, each in the vendor's own habit. */
export function chatStream(exchange: ChatExchange): Reply {
  const { vendor } = exchange;
  return {
    kind: 'stream',
    framing: 'sse',
    lineEnd: '\n',
    endsWithDone: true,
    headers: vendor.answerHeaders(),
    events: eventsOf(exchange),
    failure: () => ({ data: vendor.errorBody(vendor.describeFault(500)), tokens: 0 }),
  };
}

interface Step {
  readonly delta: JsonObject;
  readonly tokens: number;
  /** Reasoned in silence before this step. */
  readonly hiddenTokens?: number;
}

function* eventsOf(exchange: ChatExchange): Generator<StreamEvent> {
  const { vendor, counts, choices, request } = exchange;
  const habit = vendor.stream;
  const isUsageWanted = request.stream_options?.include_usage === true;
  const isUsageOnFinish = habit.usage === 'late-chunks' || (habit.usage === 'finish-chunk' && isUsageWanted);
  const nullUsage = habit.nullUsage && isUsageWanted ? { usage: null } : {};
  const chunk = (list: JsonObject[], extra: JsonObject): JsonObject => ({
    ...headOf(exchange),
    choices: list,
    ...extra,
  });
  for (let index = 0; index < choices; index += 1) {
    const steps = stepsOf(exchange);
    for (const [at, step] of steps.entries()) {
      const isLast = at === steps.length - 1 && index === choices - 1;
      const early =
        habit.usage === 'late-chunks' && isLast
          ? { usage: vendor.usage({ ...counts, visible: counts.visible - step.tokens }) }
          : nullUsage;
      yield {
        data: chunk([openChoice(exchange, index, step.delta)], early),
        tokens: step.tokens + (step.hiddenTokens ?? 0),
      };
    }
    const isLastChoice = index === choices - 1;
    const inChoice = habit.usage === 'choice-and-own-chunk' && isLastChoice ? { usage: vendor.usage(counts) } : {};
    const finish = {
      index,
      delta: habit.finishDelta,
      ...vendor.choiceExtras,
      finish_reason: exchange.answer.finish,
      ...inChoice,
    };
    yield {
      data: chunk([finish], isUsageOnFinish && isLastChoice ? { usage: vendor.usage(counts) } : nullUsage),
      tokens: 0,
    };
  }
  if (habit.usage === 'late-chunks') yield { data: chunk([], { usage: null }), tokens: 0 };
  else if (isUsageWanted && habit.usage !== 'finish-chunk')
    yield { data: chunk([], { usage: vendor.usage(counts) }), tokens: 0 };
}

function headOf({ head, vendor }: ChatExchange): JsonObject {
  return {
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: head.model,
    ...vendor.completionExtras,
  };
}

function openChoice({ vendor }: ChatExchange, index: number, delta: JsonObject): JsonObject {
  if (!vendor.stream.namesOpenFinish) return { index, delta };
  return { index, delta, ...vendor.choiceExtras, finish_reason: null };
}

/** The deltas of one choice, finish left out. Hidden reasoning takes its time on the first of them. */
function stepsOf({ vendor, model, answer }: ChatExchange): Step[] {
  const habit = vendor.stream;
  const isShown = vendor.reasoningField(model) !== undefined;
  const steps: Step[] = [
    ...(isShown
      ? answer.reasoning.map((piece) => ({ delta: habit.reasoningDelta(piece.text), tokens: piece.tokens }))
      : []),
    ...answer.text.map((piece) => ({ delta: habit.textDelta(piece.text), tokens: piece.tokens })),
    ...answer.calls.flatMap((call, index) =>
      habit.wholeToolCalls ? [wholeCall(call, index)] : callInPieces(call, index),
    ),
  ];
  const hiddenTokens = isShown ? 0 : answer.reasoningTokens;
  if (habit.openingDelta) return [{ delta: habit.openingDelta, tokens: 0, hiddenTokens }, ...steps];
  const [first = { delta: { content: '' }, tokens: 0 }, ...rest] = steps;
  return [{ delta: { role: 'assistant', ...first.delta }, tokens: first.tokens, hiddenTokens }, ...rest];
}

function wholeCall(call: AnswerCall, index: number): Step {
  const fields = {
    id: call.id,
    index,
    type: 'function',
    function: { name: call.name, arguments: textOf(call.arguments) },
  };
  return { delta: { tool_calls: [fields] }, tokens: call.nameTokens + tokensIn(call.arguments) };
}

function callInPieces(call: AnswerCall, index: number): Step[] {
  const opening = { index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } };
  return [
    { delta: { tool_calls: [opening] }, tokens: call.nameTokens },
    ...call.arguments.map((piece) => ({
      delta: { tool_calls: [{ index, function: { arguments: piece.text } }] },
      tokens: piece.tokens,
    })),
  ];
}
