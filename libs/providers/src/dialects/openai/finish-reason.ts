import { outOfCapacity } from '../../spi/upstream-failures';

const KNOWN: ReadonlySet<string> = new Set(['stop', 'length', 'tool_calls', 'content_filter', 'function_call']);
/** DeepSeek's word for an answer that it had to break off under load: no ending, but a failure. */
const BROKEN_OFF = 'insufficient_system_resource';

/**
 * Why the model stopped, in the words of the contract. Others know more of them (Ollama's `load` and `unload`): those
 * are an ordinary ending, as is none at all.
 * @throws UpstreamError when the answer was broken off
 */
export function finishReasonOf(providerId: string, word: unknown, hasCalls: boolean): string {
  if (typeof word === 'string' && KNOWN.has(word)) return word;
  if (word === BROKEN_OFF) throw outOfCapacity(providerId);
  return hasCalls ? 'tool_calls' : 'stop';
}
