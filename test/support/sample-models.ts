import type { VendorId } from '../../apps/simulator/src/vendor';

export interface SampleModel {
  readonly vendor: VendorId;
  /** By its own name, and with its provider's. */
  readonly model: string;
  readonly prefixed: string;
  /** Fields that keep the model from thinking, so that its first token comes at once. */
  readonly unthinking: Readonly<Record<string, unknown>>;
}

/** One priced model of every provider; the local server's is free. */
export const SAMPLE_MODELS: readonly SampleModel[] = [
  { vendor: 'openai', model: 'gpt-5.4', prefixed: 'openai/gpt-5.4', unthinking: {} },
  { vendor: 'gemini', model: 'gemini-2.5-flash-lite', prefixed: 'gemini/gemini-2.5-flash-lite', unthinking: {} },
  {
    vendor: 'deepseek',
    model: 'deepseek-v4-pro',
    prefixed: 'deepseek/deepseek-v4-pro',
    unthinking: { thinking: { type: 'disabled' } },
  },
  {
    vendor: 'moonshot',
    model: 'kimi-k2.6',
    prefixed: 'moonshot/kimi-k2.6',
    unthinking: { thinking: { type: 'disabled' } },
  },
  { vendor: 'grok', model: 'grok-4.3', prefixed: 'xai/grok-4.3', unthinking: { reasoning_effort: 'none' } },
  { vendor: 'ollama', model: 'llama3.2:latest', prefixed: 'ollama/llama3.2', unthinking: {} },
];
