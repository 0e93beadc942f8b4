import { screen, waitFor, within } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { renderInApp } from '../../testing/render';
import SettingsPage from './page';

const VIEW = {
  settings: {
    ...{ reportingZone: 'UTC', captureBodies: false, captureRetentionDays: 7, logLevel: 'info' },
    ...{ viewersReadBodies: false, playgroundAccess: 'admin' },
  },
  variables: [
    {
      ...{ name: 'LLM_PROXY__LOG__LEVEL', value: 'info', isSecret: false, isSet: true, source: 'environment' },
      ...{ field: 'logLevel', needsRestart: false, description: 'How much is logged' },
    },
    {
      ...{ name: 'LLM_PROXY__ENCRYPTION_KEY', value: null, isSecret: true, isSet: true, source: 'file' },
      ...{ field: null, needsRestart: true, description: 'Seals stored keys' },
    },
  ],
  installation: {
    ...{ version: '0.1.0', build: 'abc', node: '24.21.0', database: 'SQLite', health: 'ready' },
    ...{ hasDefaultLogin: false, isPlainHttp: false },
  },
  version: 3,
};
const open = async (change: object = {}, answers: Record<string, FakeAnswer> = {}) => {
  const api = new FakeApi({ 'GET /settings': { body: { ...VIEW, ...change } }, ...answers });
  const rendered = await renderInApp(<SettingsPage />);
  await screen.findByText('While it runs');
  return { api, ...rendered };
};

it('shows every variable, and no secret', async () => {
  const { violations } = await open();
  screen.getByText('LLM_PROXY__ENCRYPTION_KEY');
  screen.getByText('0.1.0', { exact: false });
  expect(await violations()).toEqual([]);
});

it('saves what was changed, and no more', async () => {
  const { api, user } = await open({}, { 'PATCH /settings': { body: { ...VIEW, version: 4 } } });
  const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });
  expect(save.disabled).toBe(true);
  await user.click(screen.getByRole('switch', { name: 'Keep bodies of requests and answers, sealed' }));
  await user.click(save);
  await waitFor(() => expect(api.asked('PATCH /settings')).toHaveLength(1));
  expect(api.asked('PATCH /settings')[0]).toMatchObject({ body: { captureBodies: true }, ifMatch: '"3"' });
});

it('leaves to a variable what a variable says', async () => {
  await open();
  const level = screen.getByLabelText<HTMLSelectElement>('Log level');
  expect(level.disabled).toBe(true);
  screen.getByText('Set by LLM_PROXY__LOG__LEVEL; change it there.');
});

it.each([
  ['hasDefaultLogin', 'The default login still works'],
  ['isPlainHttp', 'You are here without https'],
])('warns of %s', async (fact, title) => {
  await open({ installation: { ...VIEW.installation, [fact]: true } });
  within(await screen.findByRole('alert')).getByText(title);
});

it('keeps what was typed when somebody else was faster', async () => {
  const error = {
    message: 'It was changed in the meantime.',
    code: 'version_conflict',
    type: 't',
    param: null,
    requestId: 'r',
  };
  const { user } = await open({}, { 'PATCH /settings': { status: 409, body: { error } } });
  await user.selectOptions(screen.getByLabelText('The playground is for'), 'viewer');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('It was changed in the meantime.');
  expect(screen.getByLabelText<HTMLSelectElement>('The playground is for').value).toBe('viewer');
});
