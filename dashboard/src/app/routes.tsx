import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../shared/api/session';
import type { ComponentType } from 'react';
import type { PagePath } from './pages';
import { NotFoundPage, RouteErrorPage } from './problem-pages';
import type { SearchText } from '../shared/ui/address';

type PageLoader = () => Promise<{ default: ComponentType }>;

interface RouterContext {
  readonly client: QueryClient;
}

/** Filters live in the address; each page reads its own out of these texts. */
const validateSearch = (search: Record<string, unknown>): SearchText => search as SearchText;

const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: NotFoundPage,
  errorComponent: RouteErrorPage,
  validateSearch,
});

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  component: lazyRouteComponent(() => import('../features/auth/login-page')),
});

/** Before anything else a password that somebody else knows is changed. */
const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password',
  beforeLoad: async ({ context, location }) => {
    if (!(await context.client.query({ ...sessionQuery, staleTime: 'static' })))
      redirect({ to: '/login', search: { to: location.href }, throw: true });
  },
  component: lazyRouteComponent(() => import('../features/auth/new-password-page')),
});

/** Whatever needs a login in order. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.query({ ...sessionQuery, staleTime: 'static' });
    if (!session) return redirect({ to: '/login', search: { to: location.href }, throw: true });
    if (session.mustChangePassword) redirect({ to: '/new-password', throw: true });
  },
  component: lazyRouteComponent(() => import('./shell')),
});

const startRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/usage', throw: true });
  },
});

/** One bundle for each page, so that a page costs what it needs. */
const page = <Path extends PagePath>(path: Path, load: PageLoader) =>
  createRoute({ getParentRoute: () => shellRoute, path, component: lazyRouteComponent(load) });

const pageRoutes = [
  page('/usage', () => import('../features/usage/page')),
  page('/monitoring', () => import('../features/monitoring/page')),
  page('/requests', () => import('../features/requests/page')),
  page('/clients', () => import('../features/clients/page')),
  page('/providers', () => import('../features/providers/page')),
  page('/groups', () => import('../features/groups/page')),
  page('/models', () => import('../features/models/page')),
  page('/playground', () => import('../features/playground/page')),
  page('/users', () => import('../features/users/page')),
  page('/settings', () => import('../features/settings/page')),
  page('/audit', () => import('../features/audit/page')),
  page('/first-run', () => import('../features/first-run/page')),
  page('/account', () => import('../features/auth/account-page')),
] as const;

const requestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/requests/$requestId',
  component: lazyRouteComponent(() => import('../features/requests/detail-page')),
});
const groupRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/groups/$name',
  component: lazyRouteComponent(() => import('../features/groups/group-page')),
});

export const routeTree = rootRoute.addChildren([
  loginRoute,
  newPasswordRoute,
  shellRoute.addChildren([startRoute, ...pageRoutes, requestRoute, groupRoute]),
]);
