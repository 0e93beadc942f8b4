import { screen } from '@testing-library/react';
import { FakeApi, type FakeAnswer } from '../../../testing/fake-api';
import { renderInApp } from '../../../testing/render';
import { EMPTY_DRAFT } from '../draft';
import { Backtest } from './backtest';

const DRAFT = { ...EMPTY_DRAFT, name: 'fast-flow', targets: ['a', 'b'] };
const REPORT = {
  ...{ group: 'fast-flow', from: 0, to: 86_400_000, decisions: 120, undecided: 20, asThen: 90, moved: 30 },
  ...{ presentNanoUsd: 5e9, draftNanoUsd: 3e9, differenceNanoUsd: -2e9, unpriced: 4 },
  moves: [{ from: 'openai/gpt-4o', to: 'xai/grok-4.3', requests: 30, differenceNanoUsd: -2e9 }],
  caveats: ['Words that only the draft has are not found.'],
};
const run = async (answer: FakeAnswer) => {
  const api = new FakeApi({ 'POST /groups/fast-flow/backtest': answer });
  const rendered = await renderInApp(<Backtest draft={DRAFT} />);
  await rendered.user.click(screen.getByRole('button', { name: 'Try the draft on stored decisions' }));
  return { ...rendered, api };
};

it('tells what the draft would have changed, and what it cannot tell', async () => {
  const { api, violations } = await run({ body: REPORT });
  await screen.findByText('30 of 100 requests would go elsewhere, which changes $5.00 to $3.00 (−$2.00).');
  screen.getByText(/Of 20 too little is stored.*4 have no price/);
  screen.getByText('Words that only the draft has are not found.');
  const table = screen.getByRole('table', { name: 'Requests that would go elsewhere' });
  expect(table.querySelector('tbody')?.textContent).toBe('openai/gpt-4oxai/grok-4.330−$2.00');
  const { name: _, ...draft } = DRAFT;
  expect(api.asked('POST /groups/fast-flow/backtest')[0]?.body).toEqual({ draft });
  expect(await violations()).toEqual([]);
});

it('says when there is nothing to try it on', async () => {
  await run({ body: { ...REPORT, decisions: 0, undecided: 0, from: null, to: null, moved: 0, moves: [] } });
  await screen.findByText('The group has decided nothing yet that could be tried.');
});

it('shows why a draft cannot be tried', async () => {
  const error = {
    message: 'targets: there is no "b".',
    code: 'invalid_group',
    type: 't',
    param: 'targets',
    requestId: 'r',
  };
  await run({ status: 400, body: { error } });
  await screen.findByText('targets: there is no "b".');
});
