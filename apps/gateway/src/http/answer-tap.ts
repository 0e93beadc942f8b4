import type { ServerResponse } from 'node:http';
import type { Capture } from '@app/telemetry';

/** Lets a capture see what is written to a client, whoever writes it, and tells it the end. */
export function tapAnswer(response: ServerResponse, capture: Capture): void {
  const note = (chunk: unknown): void => {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) capture.answer.add(chunk);
  };
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  Object.assign(response, {
    write: (chunk: unknown, ...rest: unknown[]) => {
      note(chunk);
      return write(chunk, ...rest);
    },
    end: (chunk?: unknown, ...rest: unknown[]) => {
      note(chunk);
      return end(chunk, ...rest);
    },
  });
  response.once('close', () => {
    capture.end();
  });
}
