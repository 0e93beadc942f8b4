import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VendorId } from '../../apps/simulator/src/vendor';

/** What every answer says of itself. */
export interface SaidOfAnswers {
  readonly model: string;
  readonly service_tier?: string;
  /** 1,000 fresh and 100 written tokens where nothing is said. */
  readonly usage?: SaidOfUsage;
}

export interface SaidOfUsage {
  readonly prompt: number;
  /** In the prompt. */
  readonly cached: number;
  /** Reasoning not included. */
  readonly answer: number;
  readonly reasoning: number;
}

export interface AnsweringVendor {
  baseUrlOf(vendor: VendorId): string;
  /** For all answers from now on. */
  says(said: SaidOfAnswers): void;
  close(): Promise<void>;
}

const USAGE: SaidOfUsage = { prompt: 1_000, cached: 0, answer: 100, reasoning: 0 };

/** Speaks chat completions and Gemini's own form, and says of its answers what a spec wants to hear. */
export async function startAnsweringVendor(): Promise<AnsweringVendor> {
  let said: SaidOfAnswers = { model: 'm' };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.once('end', () => {
      const url = request.url ?? '';
      const isGemini = url.startsWith('/gemini');
      const isStream =
        url.includes(':streamGenerateContent') || /"stream":\s*true/.test(Buffer.concat(parts).toString('utf8'));
      const answer = isGemini ? geminiAnswerOf(said) : isStream ? streamOf(said, url) : answerOf(said, url);
      response
        .writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' })
        .end(isGemini && isStream ? `data: ${answer}\n\n` : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrlOf: (vendor) => `http://127.0.0.1:${port}/${vendor}`,
    says: (next) => {
      said = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** xAI counts reasoning beside the completion, the others in it. */
function usageOf({ usage: { prompt, cached, answer, reasoning } = USAGE }: SaidOfAnswers, url: string): object {
  return {
    prompt_tokens: prompt,
    completion_tokens: url.startsWith('/grok') ? answer : answer + reasoning,
    total_tokens: prompt + answer + reasoning,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

function geminiAnswerOf({ model, usage: { prompt, cached, answer, reasoning } = USAGE }: SaidOfAnswers): string {
  return JSON.stringify({
    candidates: [{ index: 0, content: { role: 'model', parts: [{ text: 'yes' }] }, finishReason: 'STOP' }],
    modelVersion: model,
    usageMetadata: {
      promptTokenCount: prompt,
      cachedContentTokenCount: cached,
      candidatesTokenCount: answer,
      thoughtsTokenCount: reasoning,
      totalTokenCount: prompt + answer + reasoning,
    },
  });
}

function answerOf({ usage, ...said }: SaidOfAnswers, url: string): string {
  const message = { role: 'assistant', content: 'yes' };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  const counted = usageOf({ ...said, ...(usage && { usage }) }, url);
  return JSON.stringify({ id: 'x', object: 'chat.completion', created: 1, ...said, choices, usage: counted });
}

function streamOf({ usage, ...said }: SaidOfAnswers, url: string): string {
  const head = { id: 'x', object: 'chat.completion.chunk', created: 1, ...said };
  const delta = { role: 'assistant', content: 'yes' };
  const chunks = [
    { ...head, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...head, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    { ...head, choices: [], usage: usageOf({ ...said, ...(usage && { usage }) }, url) },
  ];
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}
