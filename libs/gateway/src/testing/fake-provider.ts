import { NEVER, type Observable } from 'rxjs';
import type { ChatCall, PreparedChat, StreamItem, StreamSummary } from '@app/providers';

/** A provider that answers as the spec says, and remembers how it was asked. */
export class FakeProvider {
  readonly calls: ChatCall[] = [];
  adjusted: readonly string[] = [];
  answer: PreparedChat['answer'] = () => Promise.reject(new Error('not set'));
  items: Observable<StreamItem> = NEVER;
  summary: StreamSummary = { model: undefined, usage: undefined, usageChunk: undefined, isFinished: false };
  stream: PreparedChat['stream'] = () => Promise.resolve({ items: this.items, summary: () => this.summary });

  async prepareChat(call: ChatCall): Promise<PreparedChat> {
    this.calls.push(call);
    return {
      adjusted: this.adjusted,
      answer: (signal) => this.answer(signal),
      stream: (abort, wait) => this.stream(abort, wait),
    };
  }
}
