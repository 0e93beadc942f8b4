import { z } from 'zod';
import type { LiveClientMessage } from '@app/contracts';

const MAX_CHARS = 200;
const name = z.string().min(1).max(MAX_CHARS).optional();

const MESSAGE = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ping') }),
  z.strictObject({
    type: z.literal('filter'),
    client: name,
    model: name,
    provider: name,
    group: name,
    outcome: z.enum(['completed', 'failed', 'cancelled']).optional(),
    minStatus: z.int().min(100).max(599).optional(),
    text: name,
  }),
]);

/** What a reader says; undefined where it is not one of the messages there are. */
export function readMessage(text: string): LiveClientMessage | undefined {
  try {
    const { data } = MESSAGE.safeParse(JSON.parse(text));
    return data && (withoutUndefined(data) as LiveClientMessage);
  } catch {
    // Not even JSON.
    return undefined;
  }
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
