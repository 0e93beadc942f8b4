import { screen } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../../testing/fake-api';
import { renderInApp } from '../../../testing/render';
import { TryKeyButton } from './try-key-button';

const MODELS = { body: { data: [{ id: 'gpt-4o' }, { id: 'fast-flow' }] } };
const ANSWER: FakeAnswer = {
  headers: {
    'x-gophergate-provider': 'openai',
    'x-gophergate-model': 'gpt-5.4-nano',
    'x-gophergate-cost': '0.0000021',
  },
  body: { usage: { prompt_tokens: 8, completion_tokens: 3 } },
};
const run = async (answers: Record<string, FakeAnswer>) => {
  const api = new FakeApi(answers);
  const rendered = await renderInApp(<TryKeyButton apiKey="sk-gg-1" />);
  await rendered.user.click(screen.getByRole('button', { name: 'Test this key' }));
  return { ...rendered, api };
};

it('asks something short as the client, and tells what came of it', async () => {
  const { api, violations } = await run({ 'GET /v1/models': MODELS, 'POST /v1/chat/completions': ANSWER });
  const text = await screen.findByText(/^It works: fast-flow \(openai\/gpt-5.4-nano\) answered in/);
  expect(text.textContent).toMatch(/8 tokens in and 3 out, for \$0\.0000021\.$/);
  expect(api.seen.map(({ authorization }) => authorization)).toEqual(['Bearer sk-gg-1', 'Bearer sk-gg-1']);
  expect(api.asked('POST /v1/chat/completions')[0]?.body).toMatchObject({
    model: 'fast-flow',
    max_completion_tokens: 16,
  });
  expect(await violations()).toEqual([]);
});

it('asks for what the key may use where the usual group is not among it', async () => {
  const { api } = await run({
    'GET /v1/models': { body: { data: [{ id: 'gpt-4o' }] } },
    'POST /v1/chat/completions': ANSWER,
  });
  await screen.findByText(/^It works/);
  expect(api.asked('POST /v1/chat/completions')[0]?.body).toMatchObject({ model: 'gpt-4o' });
});

it.each<[string, Record<string, FakeAnswer>, RegExp]>([
  [
    'nothing can be asked',
    { 'GET /v1/models': { body: { data: [] } } },
    /no_model: No model can be asked with this key/,
  ],
  [
    'it is refused',
    {
      'GET /v1/models': MODELS,
      'POST /v1/chat/completions': {
        status: 429,
        body: { error: { message: 'The budget is used up.', code: 'insufficient_quota', type: 't', param: null } },
      },
    },
    /insufficient_quota: The budget is used up\./,
  ],
])('says why when %s', async (_, answers, message) => {
  const { container } = await run(answers);
  await screen.findByText(/: /, { selector: 'span.mantine-Text-root' });
  expect(container.textContent).toMatch(message);
});
