import type { ResponseObject } from '@app/contracts';
import { isRecord } from '@app/common';
import type { ProviderDescription } from '../../spi/provider';
import { failureInBody } from '../../failures/upstream-failure';

/** States in which a provider is done with a response. */
const FINAL: ReadonlySet<string> = new Set(['completed', 'incomplete', 'failed', 'cancelled']);

export function isFinal({ status }: ResponseObject): boolean {
  return status !== undefined && FINAL.has(status);
}

/** The failure that a response object tells of, if it does. */
export function failureInResponseObject(response: ResponseObject, provider: ProviderDescription): Error | undefined {
  if (response.status !== 'failed' && !response.error) return undefined;
  return failureInBody(provider, { error: isRecord(response.error) ? response.error : { message: 'it failed' } });
}
