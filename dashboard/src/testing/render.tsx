import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { ReactElement } from 'react';
import type { SessionView } from '@app/contracts/admin';
import { sessionQuery } from '../shared/api/session';
import { parseSearchText, stringifySearchText } from '../app/search-text';
import { theme } from '../app/theme';

export const AN_ADMIN: SessionView = {
  ...{ id: 's1', userId: 'u1', username: 'admin', role: 'admin', mustChangePassword: false },
  ...{ passwordChangedAt: 1_795_000_000_000, lastLoginAt: 1_795_000_000_000, expiresAt: 1_795_400_000_000 },
  ...{ reportingZone: 'UTC', mayUsePlayground: true, mayReadBodies: true },
  baseUrl: 'http://gateway.example/v1',
};

export interface RenderOptions {
  readonly session?: SessionView | null;
  /** With its query: `/usage?by=client`. */
  readonly address?: string;
}

export interface Rendered {
  readonly user: UserEvent;
  readonly container: HTMLElement;
  readonly client: QueryClient;
  /** The page is left. */
  readonly unmount: () => void;
  /** What an automatic look at accessibility finds. */
  readonly violations: () => Promise<readonly string[]>;
}

/** A part of the dashboard as it is in the whole: with theme, queries, router and a login. */
export async function renderInApp(
  element: ReactElement,
  { session = AN_ADMIN, address = '/' }: RenderOptions = {},
): Promise<Rendered> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, session);
  const route = createRootRoute({ component: () => element, notFoundComponent: () => element });
  const router = createRouter({
    ...{ routeTree: route, parseSearch: parseSearchText, stringifySearch: stringifySearchText },
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  await router.load();
  const { container, unmount } = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const violations = async (): Promise<string[]> =>
    (await axe(container, { rules: { region: { enabled: false } } })).violations.map(
      ({ id, help }) => `${id}: ${help}`,
    );
  return { user: userEvent.setup(), container, client, violations, unmount };
}
