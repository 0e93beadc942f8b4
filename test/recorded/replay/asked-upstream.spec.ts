import { recordedCase } from '../testing/exchanges';
import { askedAsRecorded } from './asked-upstream';

const OPENAI = recordedCase();
const GEMINI = recordedCase({
  api: 'gemini.generate',
  endpoint: '/v1beta/models/{model}:streamGenerateContent?alt=sse',
});
const LIST = recordedCase({ api: 'models', endpoint: '/models' });

it.each([
  [OPENAI, '/v1/chat/completions', '{"model":"gpt-5"}'],
  [GEMINI, '/v1/models/gpt-5:streamGenerateContent?alt=sse', '{}'],
  [LIST, '/v1/models', ''],
])('is content with the same call for the same model', (recorded, path, body) => {
  expect(askedAsRecorded(recorded, 'gpt-5', [{ path, body }])).toEqual([]);
});

it.each([
  [OPENAI, '/v1/responses', '{"model":"gpt-5"}', 'asked of the provider: expected "completions", got "responses"'],
  [OPENAI, '/v1/chat/completions', '{"model":"openai/gpt-5"}', 'model asked of the provider'],
  [GEMINI, '/v1/models/gpt-5:generateContent', '{}', 'asked of the provider'],
  [GEMINI, '/v1/models/gpt-4:streamGenerateContent', '{}', 'model asked of the provider'],
])('finds another call or model', (recorded, path, body, line) => {
  expect(askedAsRecorded(recorded, 'gpt-5', [{ path, body }])).toEqual([expect.stringContaining(line)]);
});

it('finds that the provider was left out', () => {
  expect(askedAsRecorded(OPENAI, 'gpt-5', [])).toEqual(['the provider was not asked']);
});
