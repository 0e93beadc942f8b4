import { screen } from '@testing-library/react';
import { FakeApi } from '../../../testing/fake-api';
import { renderInApp } from '../../../testing/render';
import { ImportPrices } from './import-prices';

const price = (input: number) => ({ rates: { input, output: 2_000_000 }, promo: null });
const ROWS = [
  {
    line: 2,
    action: 'changed',
    subject: 'openai/gpt-4o',
    before: price(1_000_000),
    after: price(3_000_000),
    problem: null,
  },
  { line: 3, action: 'unchanged', subject: 'xai/grok-4.3', before: price(1), after: price(1), problem: null },
  { line: 4, action: 'new', subject: 'ollama/llama3.2', before: null, after: price(1_000_000), problem: null },
];
const PREVIEW = { rows: ROWS, counts: { new: 1, changed: 1, unchanged: 1, refused: 0 }, digest: 'd1' };
const REFUSED = {
  rows: [{ line: 2, action: 'refused', subject: 'x', before: null, after: null, problem: 'There is no model "x".' }],
  counts: { new: 0, changed: 0, unchanged: 0, refused: 1 },
  digest: 'd2',
};

async function open(answers: ConstructorParameters<typeof FakeApi>[0]) {
  const api = new FakeApi(answers);
  const onClose = jest.fn();
  const rendered = await renderInApp(<ImportPrices onClose={onClose} />);
  await rendered.user.type(screen.getByLabelText('The list'), 'model,input');
  await rendered.user.click(screen.getByRole('button', { name: 'Look at what would change' }));
  return { ...rendered, api, onClose };
}

it('shows each line before anything changes, and takes over what was seen', async () => {
  const { api, user, onClose, violations } = await open({
    'POST /prices/import/preview': { body: PREVIEW },
    'POST /prices/import': { body: PREVIEW },
  });
  const table = await screen.findByRole('table', { name: 'Lines of the list' });
  expect([...table.querySelectorAll('tbody tr')].map(({ textContent }) => textContent)).toEqual([
    '2openai/gpt-4ochanges$1.00 in, $2.00 out → $3.00 in, $2.00 out',
    '3xai/grok-4.3stays$0.000001 in, $2.00 out',
    '4ollama/llama3.2is new$1.00 in, $2.00 out',
  ]);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Take them over' }));
  expect(api.asked('POST /prices/import').map(({ body }) => body)).toEqual([
    { csv: 'model,input', expectedDigest: 'd1' },
  ]);
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('takes nothing over while a line is refused, and says why', async () => {
  await open({ 'POST /prices/import/preview': { body: REFUSED } });
  await screen.findByText('There is no model "x".');
  screen.getByText(/Mend the refused lines/);
  expect(screen.queryByRole('button', { name: 'Take them over' })).toBeNull();
});

it('wants another look after the list was changed', async () => {
  const { user } = await open({ 'POST /prices/import/preview': { body: PREVIEW } });
  await screen.findByRole('button', { name: 'Take them over' });
  await user.type(screen.getByLabelText('The list'), '!');
  expect(screen.queryByRole('button', { name: 'Take them over' })).toBeNull();
});

it('shows the refusal when prices were changed in the meantime, and stays open', async () => {
  const error = { message: 'The prices are others now.', code: 'plan_changed', param: null, requestId: 'r', type: 't' };
  const { user, onClose } = await open({
    'POST /prices/import/preview': { body: PREVIEW },
    'POST /prices/import': { status: 409, body: { error } },
  });
  await user.click(await screen.findByRole('button', { name: 'Take them over' }));
  await screen.findByText('The prices are others now.');
  expect(onClose).not.toHaveBeenCalled();
});
