import { ApiError } from './api-error';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Of the object that is changed; without it the API refuses changes. */
  readonly version?: number;
  readonly signal?: AbortSignal;
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

const sessionEndListeners = new Set<() => void>();

/** Called whenever the API says that nobody is logged in any more. Returns how to stop listening. */
export function listenForSessionEnd(listener: () => void): () => void {
  sessionEndListeners.add(listener);
  return () => void sessionEndListeners.delete(listener);
}

/** The API has said that nobody is logged in any more. */
export function tellSessionEnd(): void {
  for (const listener of sessionEndListeners) listener();
}

/** Asks the admin API. @throws ApiError */
export async function request<T>(
  path: string,
  { method = 'GET', body, version, signal }: RequestOptions = {},
): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw ApiError.unreachable();
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const error = await ApiError.from(response);
  if (error.status === 401 && path !== '/session') tellSessionEnd();
  throw error;
}

/** An address with those parameters that have a value. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}
