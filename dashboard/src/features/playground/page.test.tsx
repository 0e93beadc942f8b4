import { screen, waitFor, within } from '@testing-library/react';
import { FakeApi, type SeenRequest } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp } from '../../testing/render';
import { handPrompt } from '../../shared/ui/handed-prompt';
import PlaygroundPage from './page';

const EXPLAINED = {
  ...{ asked: 'fast-flow', steps: [], dropped: [], ratings: [], failure: null, inputTokens: 12, outputTokens: 400 },
  routes: [
    {
      providerId: 'openai',
      model: 'gpt-5.4-nano',
      path: [],
      adjusted: [],
      cost: { nanoUsd: 2_000_000, state: 'priced' },
    },
  ],
};
const answerTo = ({ body }: SeenRequest) => ({
  headers: { 'content-type': 'application/json', 'x-request-id': 'r1', 'x-gophergate-cost': '0.0001' },
  body: {
    choices: [{ message: { content: `I am ${(body as { model: string }).model}` } }],
    usage: { prompt_tokens: 12, completion_tokens: 3 },
  },
});
const ANSWERS: ConstructorParameters<typeof FakeApi>[0] = {
  'GET /clients': { body: { items: [{ id: 'c1', name: 'web shop' }] } },
  'GET /groups': { body: { items: [{ name: 'fast-flow' }] } },
  'GET /models': { body: { items: [] } },
  'POST /routes/explain': { body: EXPLAINED },
  'POST /playground/chat': answerTo,
};

const open = async (address = '/playground', answers = ANSWERS, session = AN_ADMIN) => {
  const api = new FakeApi(answers);
  handPrompt(new URLSearchParams(address.split('?')[1]).get('prompt') ?? '');
  return { api, ...(await renderInApp(<PlaygroundPage />, { address, session })) };
};
const bodies = (api: FakeApi): unknown[] => api.asked('POST /playground/chat').map(({ body }) => body);

it('tells the cost before, asks, and shows the answer with what it came to', async () => {
  const { api, user, violations } = await open('/playground?model=fast-flow');
  await user.type(screen.getByLabelText('Prompt'), 'Who are you?');
  await screen.findByText('fast-flow → openai/gpt-5.4-nano: about $0.002 for 12 tokens in and 400 out.', undefined, {
    timeout: 3_000,
  });
  await user.click(screen.getByRole('switch', { name: 'Stream' }));
  await user.selectOptions(screen.getByLabelText('As'), 'web shop');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('I am fast-flow');
  await screen.findByText(/12 tokens in, 3 out · \$0\.0001/);
  expect(bodies(api)).toEqual([
    { model: 'fast-flow', messages: [{ role: 'user', content: 'Who are you?' }], clientId: 'c1' },
  ]);
  expect(screen.getByLabelText<HTMLTextAreaElement>('Prompt').value).toBe('');
  expect(screen.getByRole('link', { name: 'all of it' }).getAttribute('href')).toBe('/requests/r1');
  expect(await violations()).toEqual([]);
});

it('compares models side by side, and goes on with each', async () => {
  const { api, user } = await open('/playground?model=a&prompt=Hello');
  await user.click(screen.getByRole('button', { name: 'Compare with another' }));
  await user.type(screen.getByRole('combobox', { name: 'And beside it, 2' }), 'b');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('I am a');
  await screen.findByText('I am b');
  await user.type(screen.getByLabelText('Prompt'), 'Sure?');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(bodies(api)).toHaveLength(4));
  expect(bodies(api)[3]).toMatchObject({
    model: 'b',
    messages: [{ content: 'Hello' }, { role: 'assistant', content: 'I am b' }, { content: 'Sure?' }],
  });
});

it('shows the provider’s own words when it refuses', async () => {
  const error = {
    message: 'You exceeded your quota.',
    code: 'insufficient_quota',
    type: 'x',
    param: null,
    requestId: 'r',
  };
  const { user } = await open('/playground?prompt=Hello', {
    ...ANSWERS,
    'POST /playground/chat': { status: 429, body: { error } },
  });
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('insufficient_quota: You exceeded your quota.');
});

it('has request, response and code of each answer', async () => {
  const { user } = await open('/playground?prompt=Hello');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  const answer = await screen.findByRole('region', { name: 'Answer of fast-flow' });
  await user.click(within(answer).getByRole('tab', { name: 'Request' }));
  expect(within(answer).getByRole('tabpanel', { name: 'Request' }).textContent).toContain('"content": "Hello"');
  await user.click(within(answer).getByRole('tab', { name: 'Response' }));
  expect(within(answer).getByRole('tabpanel', { name: 'Response' }).textContent).toContain('I am fast-flow');
  await user.click(within(answer).getByRole('tab', { name: 'Code' }));
  expect(within(answer).getByLabelText('curl').textContent).toContain('/v1/chat/completions');
});

it('asks the same model twice without mixing the two up', async () => {
  const troubles = jest.spyOn(console, 'error');
  const { api, user } = await open('/playground?model=a&prompt=Hello');
  await user.click(screen.getByRole('button', { name: 'Compare with another' }));
  await user.type(screen.getByRole('combobox', { name: 'And beside it, 2' }), 'a');
  await screen.findByText(/^a → openai\/gpt-5.4-nano/, undefined, { timeout: 3_000 });
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(screen.getAllByText('I am a')).toHaveLength(2));
  expect(bodies(api)).toHaveLength(2);
  const said = troubles.mock.calls.map(([text]) => String(text));
  troubles.mockRestore();
  expect(said.filter((text) => /key|Duplicate/.test(text))).toEqual([]);
});

it('hangs up when the page is left', async () => {
  const { user, unmount } = await open('/playground?prompt=Hello');
  let signal: AbortSignal | null | undefined;
  globalThis.fetch = (_, init) => {
    signal = init?.signal;
    return new Promise(() => undefined);
  };
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(signal?.aborted).toBe(false);
  unmount();
  expect(signal?.aborted).toBe(true);
});

it('does not send nothing', async () => {
  const { user } = await open();
  const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
  expect(send.disabled).toBe(true);
  await user.type(screen.getByLabelText('Prompt'), '   ');
  expect(send.disabled).toBe(true);
});

it('is closed to whom the setting does not name', async () => {
  const { violations } = await open('/playground', ANSWERS, { ...AN_ADMIN, role: 'viewer', mayUsePlayground: false });
  screen.getByText('Not open to you');
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  expect(await violations()).toEqual([]);
});

it('lets a viewer ask as the playground alone', async () => {
  await open('/playground', ANSWERS, { ...AN_ADMIN, role: 'viewer' });
  expect(screen.queryByLabelText('As')).toBeNull();
  screen.getByRole('button', { name: 'Send' });
});
