/** Items as the Responses API writes them, for specs. */
export const reasoningItem = (id: string, ...summary: string[]): Record<string, unknown> => ({
  type: 'reasoning',
  id,
  encrypted_content: `sealed-${id}`,
  summary: summary.map((text) => ({ type: 'summary_text', text })),
});

export const messageItem = (text: string, fields: object = {}): Record<string, unknown> => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [], ...fields }],
});

export const refusalItem = (refusal: string): Record<string, unknown> => ({
  type: 'message',
  id: 'msg_2',
  role: 'assistant',
  content: [{ type: 'refusal', refusal }],
});

export const callItem = (callId: string, name: string, args: string): Record<string, unknown> => ({
  type: 'function_call',
  id: `fc_${callId}`,
  call_id: callId,
  name,
  arguments: args,
});

export const customCallItem = (callId: string, name: string, input: string): Record<string, unknown> => ({
  type: 'custom_tool_call',
  id: `ctc_${callId}`,
  call_id: callId,
  name,
  input,
});

export const responseOf = (fields: object = {}): Record<string, unknown> => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1_770_000_000,
  model: 'real',
  status: 'completed',
  output: [],
  usage: {
    input_tokens: 9,
    output_tokens: 5,
    total_tokens: 14,
    input_tokens_details: { cached_tokens: 4 },
    output_tokens_details: { reasoning_tokens: 2 },
  },
  ...fields,
});

export type ResponseEvent = Record<string, unknown> & { readonly type: string };

/** Events as they stand on the wire. */
export const eventStream = (events: readonly ResponseEvent[]): string =>
  events
    .map((event, at) => `event: ${event.type}\ndata: ${JSON.stringify({ sequence_number: at, ...event })}\n\n`)
    .join('');

/** The events by which a response comes to be, its texts and arguments in pieces of three characters. */
export function eventsOfResponse(response: Record<string, unknown>): ResponseEvent[] {
  const output = (response['output'] ?? []) as Record<string, unknown>[];
  const begun = { ...response, status: 'in_progress', output: [], usage: null };
  return [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...output.flatMap(eventsOfItem),
    { type: `response.${String(response['status'])}`, response },
  ];
}

function eventsOfItem(item: Record<string, unknown>, index: number): ResponseEvent[] {
  const empty = {
    ...item,
    ...('arguments' in item ? { arguments: '' } : {}),
    ...('input' in item ? { input: '' } : {}),
  };
  return [
    { type: 'response.output_item.added', output_index: index, item: { ...empty, content: [], summary: [] } },
    ...innerEvents(item).map((event) => ({ ...event, output_index: index })),
    { type: 'response.output_item.done', output_index: index, item },
  ];
}

function innerEvents(item: Record<string, unknown>): ResponseEvent[] {
  if (typeof item['arguments'] === 'string') return deltas('response.function_call_arguments.delta', item['arguments']);
  if (typeof item['input'] === 'string') return deltas('response.custom_tool_call_input.delta', item['input']);
  const summary = (item['summary'] ?? []) as { text: string }[];
  const content = (item['content'] ?? []) as { text?: string; refusal?: string; annotations?: unknown[] }[];
  return [
    ...summary.flatMap(({ text }) => [
      { type: 'response.reasoning_summary_part.added' },
      ...deltas('response.reasoning_summary_text.delta', text),
    ]),
    ...content.flatMap(({ text, refusal, annotations = [] }) => [
      ...(text === undefined ? [] : deltas('response.output_text.delta', text)),
      ...(refusal === undefined ? [] : deltas('response.refusal.delta', refusal)),
      ...annotations.map((annotation) => ({ type: 'response.output_text.annotation.added', annotation })),
    ]),
  ];
}

function deltas(type: string, text: string): ResponseEvent[] {
  return (text.match(/[\s\S]{1,3}/g) ?? []).map((delta) => ({ type, delta }));
}
