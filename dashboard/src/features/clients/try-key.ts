import { ApiError } from '../../shared/api/api-error';

export interface KeyTrial {
  readonly model: string;
  /** `openai/gpt-5.4-nano`. */
  readonly servedBy: string;
  readonly tookMs: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** USD; null where there is no price. */
  readonly costUsd: string | null;
}

interface Completion {
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number };
}

const USUAL_MODEL = 'fast-flow';
const MOST_TOKENS = 16;

/** Asks something short with a client's own key, as the client will. @throws ApiError */
export async function tryKey(apiKey: string): Promise<KeyTrial> {
  const { data } = await asClient<{ data: readonly { id: string }[] }>(apiKey, '/v1/models').then(({ body }) => body);
  const model = data.some(({ id }) => id === USUAL_MODEL) ? USUAL_MODEL : data[0]?.id;
  if (model === undefined)
    throw new ApiError(
      0,
      'No model can be asked with this key: no provider is configured, or none is allowed.',
      'no_model',
    );
  const began = performance.now();
  const { body, headers } = await asClient<Completion>(apiKey, '/v1/chat/completions', {
    ...{ model, messages: [{ role: 'user', content: 'Say hello.' }], max_completion_tokens: MOST_TOKENS },
  });
  return {
    ...{ model, tookMs: performance.now() - began, costUsd: headers.get('x-gophergate-cost') },
    servedBy: `${headers.get('x-gophergate-provider') ?? ''}/${headers.get('x-gophergate-model') ?? ''}`,
    promptTokens: body.usage?.prompt_tokens ?? 0,
    completionTokens: body.usage?.completion_tokens ?? 0,
  };
}

async function asClient<T>(apiKey: string, address: string, body?: object): Promise<{ body: T; headers: Headers }> {
  const response = await fetch(address, {
    method: body ? 'POST' : 'GET',
    // Only the key counts here.
    credentials: 'omit',
    headers: { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw ApiError.unreachable();
  });
  if (!response.ok) throw await ApiError.from(response);
  return { body: (await response.json()) as T, headers: response.headers };
}
