import type { Reply, VendorCall } from '../vendor';

const MODIFIED_AT = '2026-01-01T00:00:00Z';
const SIZE_BYTES = 2_000_000_000;

/** Ollama's own API beside the OpenAI one: what a gateway asks to learn which models are there. */
export function nativeRoute(models: readonly string[], { method, path }: VendorCall): Reply | undefined {
  if (`${method} ${path}` === 'GET /api/tags') return json({ models: models.map(tagOf) });
  if (`${method} ${path}` === 'GET /api/version') return json({ version: '0.12.0' });
  return undefined;
}

function tagOf(name: string): Record<string, unknown> {
  const family = name.split(':')[0] ?? name;
  return {
    name,
    model: name,
    modified_at: MODIFIED_AT,
    size: SIZE_BYTES,
    digest: Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64),
    details: {
      parent_model: '',
      format: 'gguf',
      family,
      families: [family],
      parameter_size: '3B',
      quantization_level: 'Q4_K_M',
    },
  };
}

function json(body: unknown): Reply {
  return { kind: 'json', status: 200, body, tokens: 0 };
}
