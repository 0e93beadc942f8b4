import type { ChatCompletionChunk, ChunkDelta, ResponseItem, ResponseObject, ToolCall } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ChatCall, StreamItem, StreamSummary, StreamTranslator } from '../../spi/chat';
import type { ProviderDescription } from '../../spi/provider';
import { callFormFor, type CallForm } from '../call-form';
import { PassedResponseStream } from './passed-response.stream';
import { chatAnnotation, finishReasonOf, keptOf, toolCallOf } from './responses.output';
import { createdAt } from './responses.response';

/** Turns the events of the Responses API into chat's chunks. */
export class ResponsesStreamTranslator implements StreamTranslator {
  private wire = '';
  private head: ChatCompletionChunk | undefined;
  /** Index in chat of each call, by its place in the output. */
  private readonly calls = new Map<number, number>();
  private readonly withArguments = new Set<number>();
  private readonly output: ResponseItem[] = [];
  private hasSummary = false;
  private hasEnded = false;
  private readonly events: PassedResponseStream;
  private readonly form: CallForm;

  constructor(
    private readonly call: ChatCall,
    provider: ProviderDescription,
  ) {
    this.form = callFormFor(call.request);
    this.events = new PassedResponseStream(provider, (type, data) => {
      this.take(type, data);
    });
  }

  push(bytes: Buffer): StreamItem {
    return this.translated(() => this.events.push(bytes));
  }

  end(): StreamItem {
    return this.translated(() => this.events.end());
  }

  summary(): StreamSummary {
    const { usage, serviceTier, isFinished } = this.events.summary();
    return {
      model: this.head?.model,
      usage,
      serviceTier,
      usageChunk: this.head && { ...this.head, choices: [] },
      isFinished,
      kept: keptOf(this.output),
    };
  }

  private translated(step: () => StreamItem): StreamItem {
    this.wire = '';
    const { text, failure: fault } = step();
    const failure = fault ?? this.events.summary().failure;
    return { wire: this.wire, text, ...(failure ? { failure } : {}) };
  }

  private take(type: string, data: Record<string, unknown>): void {
    const { delta, output_index: index, response, item } = data;
    if (isRecord(response)) this.head ??= this.headOf(response);
    if (typeof delta === 'string' && typeof index === 'number') this.takeDelta(type, index, delta, data);
    if (type === 'response.output_item.added' && isRecord(item) && typeof index === 'number') this.begin(index, item);
    if (type === 'response.output_item.done' && isRecord(item) && typeof index === 'number') this.finish(index, item);
    if (type === 'response.reasoning_summary_part.added') this.beginSummary();
    if (type === 'response.output_text.annotation.added' && isRecord(data['annotation']))
      this.write({ annotations: [chatAnnotation(data['annotation'])] });
    if ((type === 'response.completed' || type === 'response.incomplete') && isRecord(response)) this.close(response);
  }

  private takeDelta(type: string, index: number, delta: string, data: Record<string, unknown>): void {
    switch (type) {
      case 'response.output_text.delta':
        this.write({ content: delta }, data['logprobs']);
        break;
      case 'response.refusal.delta':
        this.write({ refusal: delta });
        break;
      case 'response.reasoning_summary_text.delta':
        this.write({ reasoning_content: delta });
        break;
      case 'response.function_call_arguments.delta':
        this.withArguments.add(index);
        this.writeCall(index, { function: { arguments: delta } });
        break;
      case 'response.custom_tool_call_input.delta':
        this.withArguments.add(index);
        this.writeCall(index, { custom: { input: delta } });
        break;
    }
  }

  /** Parts of the summary are paragraphs. */
  private beginSummary(): void {
    if (this.hasSummary) this.write({ reasoning_content: '\n\n' });
    this.hasSummary = true;
  }

  private begin(index: number, item: ResponseItem): void {
    const call = toolCallOf(item);
    if (!call) return;
    this.calls.set(index, this.calls.size);
    this.writeCall(index, call);
    if (argumentsOf(call) !== '') this.withArguments.add(index);
  }

  /** Arguments that came without deltas come here. */
  private finish(index: number, item: ResponseItem): void {
    this.output.push(item);
    const call = toolCallOf(item);
    if (!call || this.withArguments.has(index)) return;
    if (!this.calls.has(index)) this.begin(index, item);
    else if (call.function) this.writeCall(index, { function: { arguments: call.function.arguments ?? '' } });
    else this.writeCall(index, { custom: { input: argumentsOf(call) } });
  }

  private close(response: ResponseObject): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const reason = this.form.finishReason(finishReasonOf(response, this.calls.size > 0));
    this.emit({ index: 0, delta: {}, logprobs: null, finish_reason: reason });
  }

  private writeCall(index: number, fields: Partial<ToolCall>): void {
    const delta = this.form.fields([{ index: this.calls.get(index) ?? 0, ...fields }]);
    if (Object.keys(delta).length > 0) this.write(delta);
  }

  private write(delta: ChunkDelta, logprobs?: unknown): void {
    const content = Array.isArray(logprobs) && logprobs.length > 0 ? { content: logprobs, refusal: null } : null;
    this.emit({ index: 0, delta, logprobs: content, finish_reason: null });
  }

  private emit(choice: ChatCompletionChunk['choices'][number]): void {
    if (!this.head) return;
    this.send(this.head, choice);
  }

  /** With usage asked for, every chunk says that its own is not here. */
  private send(head: ChatCompletionChunk, choice: ChatCompletionChunk['choices'][number]): void {
    const usage = this.call.request.stream_options?.include_usage === true ? { usage: null } : {};
    this.wire += `data: ${JSON.stringify({ ...head, choices: [choice], ...usage })}\n\n`;
  }

  /** The first chunk of a stream names the role. */
  private headOf(response: ResponseObject): ChatCompletionChunk {
    const head: ChatCompletionChunk = {
      id: this.call.completionId,
      object: 'chat.completion.chunk',
      created: createdAt(response) ?? this.call.createdAtSeconds,
      model: typeof response.model === 'string' ? response.model : this.call.model,
      choices: [],
    };
    const choice = { index: 0, delta: { role: 'assistant', content: '', refusal: null }, logprobs: null };
    this.send(head, { ...choice, finish_reason: null });
    return head;
  }
}

function argumentsOf(call: ToolCall): string {
  const custom = call['custom'];
  const input = isRecord(custom) ? custom['input'] : undefined;
  return call.function?.arguments ?? (typeof input === 'string' ? input : '');
}
