import { screen, waitFor, within } from '@testing-library/react';
import { FakeApi } from '../../../testing/fake-api';
import { renderInApp } from '../../../testing/render';
import { ConfigTransfer } from './config-transfer';

const DOCUMENT = { version: 1, groups: [{ name: 'fast-flow' }] };
const PLAN = {
  changes: [
    {
      kind: 'group',
      name: 'fast-flow',
      action: 'update',
      fields: [{ field: 'targets', before: ['a'], after: ['a', 'b'] }],
    },
    { kind: 'client', name: 'web shop', action: 'create', fields: [] },
    {
      kind: 'price',
      name: 'contract',
      action: 'remove',
      fields: [{ field: 'label', before: 'contract', after: null }],
    },
  ],
  unchanged: 4,
  digest: 'd1',
};

async function withFile(text: string, answers: ConstructorParameters<typeof FakeApi>[0]) {
  const api = new FakeApi(answers);
  const rendered = await renderInApp(<ConfigTransfer />);
  const file = new File([text], 'gophergate.json', { type: 'application/json' });
  // jsdom's files cannot be read.
  file.text = () => Promise.resolve(text);
  const input =
    rendered.container.querySelector<HTMLInputElement>('input[type="file"]') ??
    document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('There is no place for a file.');
  await rendered.user.upload(input, file);
  return { ...rendered, api };
}

it('shows what a file would change before it does so, and holds the server to it', async () => {
  const { user, api, violations } = await withFile(JSON.stringify(DOCUMENT), {
    'POST /config/plan': { body: PLAN },
    'POST /config/import': { body: { plan: PLAN, keys: [{ client: 'web shop', key: 'sk-gg-new' }] } },
  });
  const table = await screen.findByRole('table', { name: 'What would change' });
  const rows = [...table.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
  expect(rows).toEqual([
    'group fast-flowchangestargets: ["a"] → ["a","b"]',
    'client web shopis made',
    'price contractis removed',
  ]);
  expect(api.asked('POST /config/import')).toEqual([]);
  expect(await violations()).toEqual([]);

  await user.click(screen.getByRole('button', { name: 'Change all of it' }));
  const dialog = await screen.findByRole('dialog', { name: 'The key of web shop' });
  expect(within(dialog).getByLabelText<HTMLInputElement>('API key').value).toBe('sk-gg-new');
  await user.click(within(dialog).getByLabelText('I have kept it'));
  await user.click(within(dialog).getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByDisplayValue('sk-gg-new')).toBeNull());
  expect(api.asked('POST /config/import').map(({ body }) => body)).toEqual([
    { document: DOCUMENT, expectedPlan: 'd1' },
  ]);
  expect(screen.queryByRole('table')).toBeNull();
});

it('leaves everything alone when told to', async () => {
  const { user, api } = await withFile(JSON.stringify(DOCUMENT), { 'POST /config/plan': { body: PLAN } });
  await user.click(await screen.findByRole('button', { name: 'Leave it' }));
  expect(screen.queryByRole('table')).toBeNull();
  expect(api.asked('POST /config/import')).toEqual([]);
});

it('says when there is nothing to do', async () => {
  await withFile(JSON.stringify(DOCUMENT), { 'POST /config/plan': { body: { ...PLAN, changes: [] } } });
  await screen.findByText(/already as the file says \(4 entries\)/);
});

it.each([
  ['a file that is no JSON', 'version: 1', {}, /The file is no JSON/],
  [
    'what the gateway refuses',
    '{"version": 2}',
    {
      'POST /config/plan': {
        status: 400,
        body: {
          error: { message: 'version: 2 is not known.', code: 'invalid', param: 'version', requestId: 'r', type: 't' },
        },
      },
    },
    /version: 2 is not known/,
  ],
])('tells of %s', async (_, text, answers, message) => {
  await withFile(text, answers);
  await screen.findByText(message);
});

it('shows the refusal when something was changed in the meantime', async () => {
  const { user } = await withFile(JSON.stringify(DOCUMENT), {
    'POST /config/plan': { body: PLAN },
    'POST /config/import': {
      status: 409,
      body: {
        error: {
          message: 'The plan is another one now.',
          code: 'plan_changed',
          param: null,
          requestId: 'r',
          type: 't',
        },
      },
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Change all of it' }));
  await screen.findByText(/The plan is another one now/);
});
