import { screen, waitFor } from '@testing-library/react';
import { FakeApi } from '../../testing/fake-api';
import { renderInApp } from '../../testing/render';
import { useSearchText } from '../../shared/ui/address';
import { useRouterState } from '@tanstack/react-router';
import { PAGES } from '../pages';
import { CommandPalette } from './command-palette';

function Where() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return <p>at {`${path} ${JSON.stringify(useSearchText())}`}</p>;
}

async function open() {
  new FakeApi({
    'GET /groups': { body: { items: [{ name: 'heavy-logic' }] } },
    'GET /clients': { body: { items: [{ id: 'c1', name: 'mobile app' }] } },
    'GET /models': { body: { items: [{ id: 'xai/grok-4.3' }] } },
  });
  const rendered = await renderInApp(
    <>
      <Where />
      <CommandPalette pages={PAGES} />
    </>,
    { address: '/usage' },
  );
  await rendered.user.keyboard('{Control>}k{/Control}');
  const field = await screen.findByRole('combobox', { name: 'Page, group, client or model' });
  return { ...rendered, field };
}

it('opens by the keyboard, and goes where the arrows point', async () => {
  const { user, field } = await open();
  await user.type(field, 'mob');
  await screen.findByRole('option', { name: /mobile app/, selected: true });
  await user.keyboard('{Enter}');
  await screen.findByText('at /requests {"client":"c1"}');
  await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
});

it('goes round at its ends', async () => {
  const { user, field } = await open();
  await user.type(field, 'page');
  await user.keyboard('{ArrowUp}');
  const options = screen.getAllByRole('option');
  expect(options.at(-1)?.getAttribute('aria-selected')).toBe('true');
  expect(field.getAttribute('aria-activedescendant')).toBe(options.at(-1)?.id);
  await user.keyboard('{ArrowDown}');
  expect(options[0]?.getAttribute('aria-selected')).toBe('true');
});

it('says when nothing fits', async () => {
  const { user, field } = await open();
  await user.type(field, 'zebra');
  await screen.findByText('Nothing is called that.');
  await user.keyboard('{Enter}');
  screen.getByText(/^at \/usage/);
});

it('is clear to a screen reader', async () => {
  const { violations } = await open();
  expect(await violations()).toEqual([]);
});
