import type { ServerResponse } from 'node:http';
import type { Observable } from 'rxjs';
import { ClientGoneError, toOpenAiError } from '@app/common';

/** A reader that is further behind than this holds its provider back. */
const MAX_PENDING_BYTES = 128 * 1024;
/** A reader that takes nothing for so long is dropped. */
const MAX_STALL_MS = 60_000;
/** A client that hears nothing for so long gets a comment: a provider may think, or queue a request, for minutes. */
const KEEP_ALIVE_MS = 15_000;
const KEEP_ALIVE = ': keep-alive\n\n';

const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  // Proxies like nginx would collect the tokens otherwise.
  'x-accel-buffering': 'no',
};

/** Writes one stream of server-sent events to one client: the only subscriber on the request path. */
export class SseWriter {
  constructor(private readonly response: ServerResponse) {}

  /** undefined while the client keeps up; else resolves when it has caught up or is gone. */
  readonly ready = (): Promise<void> | undefined => {
    const { response } = this;
    if (response.writableLength < MAX_PENDING_BYTES || response.destroyed) return undefined;
    return new Promise((resolve) => {
      const stalled = setTimeout(() => response.destroy(), MAX_STALL_MS);
      const proceed = (): void => {
        clearTimeout(stalled);
        response.off('drain', proceed).off('close', proceed);
        resolve();
      };
      response.on('drain', proceed).on('close', proceed);
    });
  };

  /**
   * Resolves when the stream has ended, well or badly. The status line is held back until the first event or comment, so
   * that an early failure rejects here and becomes a real HTTP error; a later one is sent as an event. `[DONE]` belongs to
   * chat completions only.
   */
  write(
    events: Observable<string>,
    headers: Readonly<Record<string, string>>,
    { isDoneSent = true }: { readonly isDoneSent?: boolean } = {},
  ): Promise<void> {
    const { response } = this;
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        if (!response.headersSent) response.writeHead(200, { ...SSE_HEADERS, ...headers });
      };
      const keepAlive = setInterval(() => {
        begin();
        if (response.writableLength === 0) response.write(KEEP_ALIVE);
      }, KEEP_ALIVE_MS);
      const subscription = events.subscribe({
        next: (event) => {
          begin();
          response.write(event);
          keepAlive.refresh();
        },
        error: (error: unknown) => {
          clearInterval(keepAlive);
          if (!response.headersSent) {
            reject(error instanceof Error ? error : new Error('The stream failed.', { cause: error }));
            return;
          }
          if (!(error instanceof ClientGoneError))
            response.end(`data: ${JSON.stringify(toOpenAiError(error).body)}\n\n`);
          resolve();
        },
        complete: () => {
          clearInterval(keepAlive);
          begin();
          response.end(isDoneSent ? 'data: [DONE]\n\n' : undefined);
          resolve();
        },
      });
      const leave = (): void => {
        clearInterval(keepAlive);
        subscription.unsubscribe();
        resolve();
      };
      response.once('close', leave);
      // A connection that ended before tells us no more.
      if (response.destroyed) leave();
    });
  }
}
