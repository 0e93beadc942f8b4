import type { RequestRecord } from '@app/contracts';

interface Message {
  readonly role?: unknown;
  readonly content?: unknown;
}

/** What was asked last, in a kept body; empty where there are no words in it. */
export function promptOf(body: string | undefined): string {
  const messages = (objectOf(body)?.['messages'] ?? []) as readonly Message[];
  const content = messages.findLast(({ role }) => role === 'user')?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return (content as readonly { readonly text?: unknown }[])
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .filter(Boolean)
    .join('\n');
}

/** The body to send again: as it was kept, or one of its kind. */
export function bodyToRepeat(body: string | undefined, { askedModel, isStream }: RequestRecord): object {
  const kept = objectOf(body);
  if (kept) return kept;
  return { model: askedModel, messages: [{ role: 'user', content: '…' }], ...(isStream && { stream: true }) };
}

/** undefined: nothing was kept, or not all of it. */
function objectOf(body: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (body === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
