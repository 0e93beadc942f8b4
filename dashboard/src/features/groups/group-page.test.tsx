import { screen, waitFor } from '@testing-library/react';
import type { GroupView } from '@app/contracts/admin';
import { FakeApi, type FakeAnswer } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp } from '../../testing/render';
import { GroupEditor } from './components/group-editor';
import { draftOf } from './draft';
import GroupsPage from './page';

const GROUP: GroupView = {
  ...{ name: 'support', strategy: 'heuristic', targets: ['small', 'large'], logicLevel: 3, primaryUse: null },
  ...{ settings: { later: true }, isEnabled: true, isSeeded: false, version: 4, managedBy: null },
  ...{ createdAt: 1_795_000_000_000, updatedAt: 1_795_000_000_000 },
};
const TRACE = {
  ...{ asked: 'support', dropped: [], inputTokens: 6, outputTokens: 3, ratings: [], failure: null },
  steps: [
    {
      ...{ group: 'support', strategy: 'heuristic', chosen: 'large', among: ['small', 'large'], by: 'keyword' },
      reason: 'the word "refund" is in the prompt',
    },
  ],
  routes: [
    {
      ...{ path: ['support', 'large'], providerId: 'openai', model: 'large', adjusted: [] },
      cost: { state: 'priced', nanoUsd: 18_000, priceId: 'x' },
      ...{ picoUsdPerInputToken: 750_000, picoUsdPerOutputToken: 4_500_000 },
    },
  ],
};

async function edit(answers: Record<string, FakeAnswer> = {}) {
  const api = new FakeApi({
    'GET /groups': { body: { items: [GROUP] } },
    'GET /models': { body: { items: [] } },
    'POST /groups/check': { body: { problems: [] } },
    'PUT /groups/support': { body: { ...GROUP, version: 5 } },
    'POST /routes/explain': { body: TRACE },
    ...answers,
  });
  return { api, ...(await renderInApp(<GroupEditor group={GROUP} start={draftOf(GROUP)} groups={[GROUP]} />)) };
}

describe('the editor of a group', () => {
  it('saves what was moved, with the version it was read at and settings it does not know', async () => {
    const { api, user, violations } = await edit();
    await user.click(screen.getByRole('button', { name: 'Move large up' }));
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.asked('PUT /groups/support')).toHaveLength(1));
    expect(api.asked('PUT /groups/support')[0]).toMatchObject({
      ifMatch: '"4"',
      body: { targets: ['large', 'small'], settings: { later: true } },
    });
  });

  it('names the path of a cycle before anything is saved', async () => {
    const problem = 'targets: it leads back to itself: support > large > support';
    await edit({ 'POST /groups/check': { body: { problems: [problem] } } });
    expect(await screen.findByRole('alert', { name: '' })).toBeTruthy();
    expect(screen.getAllByText(problem)).not.toHaveLength(0);
  });

  it('offers a choice when somebody else was faster', async () => {
    const error = { message: 'changed', type: 'conflict', param: null, code: 'version_conflict', requestId: 'r' };
    const { user } = await edit({ 'PUT /groups/support': { status: 409, body: { error } } });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Somebody else has changed this group/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Load theirs' })).toBeTruthy();
  });

  it('traces the draft, and the saved group to compare it with', async () => {
    const { api, user } = await edit();
    await user.type(screen.getByLabelText('Prompt'), 'a refund please');
    await user.click(screen.getByRole('button', { name: 'Trace' }));
    expect(await screen.findByText('As saved: openai/large.')).toBeTruthy();
    expect(screen.getByText('refund').tagName).toBe('MARK');
    const [draft, saved] = api.asked('POST /routes/explain').map(({ body }) => body);
    expect(draft).toMatchObject({ model: 'support', prompt: 'a refund please', groups: [{ name: 'support' }] });
    expect(saved).toEqual({ model: 'support', prompt: 'a refund please' });
  });
});

describe('the list of groups', () => {
  it.each([
    ['admin', 1],
    ['viewer', 0],
  ] as const)('for a login that is %s', async (role, buttons) => {
    new FakeApi({ 'GET /groups': { body: { items: [GROUP] } }, 'GET /models': { body: { items: [] } } });
    const { violations } = await renderInApp(<GroupsPage />, { session: { ...AN_ADMIN, role } });
    expect(await screen.findByRole('link', { name: 'support' })).toBeTruthy();
    expect(screen.queryAllByRole('button', { name: 'Restore the seeded groups' })).toHaveLength(buttons);
    expect(await violations()).toEqual([]);
  });
});
