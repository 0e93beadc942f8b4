/** A page of the dashboard, as the navigation and the keyboard know it. */
export interface Page {
  readonly path: PagePath;
  readonly label: string;
  /** After `g`. */
  readonly key: string;
  /** Absent for everybody else. */
  readonly isForAdmins?: true;
}

export type PagePath = (typeof PAGE_PATHS)[number];

/** The gateway serves the dashboard at these, and at all below them; apps/gateway knows the same list. */
export const PAGE_PATHS = [
  '/usage',
  '/monitoring',
  '/requests',
  '/clients',
  '/providers',
  '/groups',
  '/models',
  '/playground',
  '/users',
  '/settings',
  '/audit',
  '/first-run',
  '/account',
] as const;

export const PAGES: readonly Page[] = [
  { path: '/usage', label: 'Usage', key: 'u' },
  { path: '/monitoring', label: 'Monitoring', key: 'm' },
  { path: '/requests', label: 'Requests', key: 'r' },
  { path: '/clients', label: 'Clients', key: 'c' },
  { path: '/providers', label: 'Providers', key: 'p' },
  { path: '/groups', label: 'Model groups', key: 'g' },
  { path: '/models', label: 'Models', key: 'o' },
  { path: '/playground', label: 'Playground', key: 'y' },
  { path: '/users', label: 'Users', key: 's', isForAdmins: true },
  { path: '/settings', label: 'Settings', key: 't', isForAdmins: true },
  { path: '/audit', label: 'Audit', key: 'a', isForAdmins: true },
  { path: '/first-run', label: 'First run', key: 'f', isForAdmins: true },
];

/** Whether an address is that of the page, or below it. */
export function isWithin(address: string, { path }: Page): boolean {
  return address === path || address.startsWith(`${path}/`);
}
