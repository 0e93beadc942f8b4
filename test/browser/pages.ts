/** Each page of the dashboard with what is on it, by its own address; `{…}` is filled in by what the bed holds. */
export interface PageUnderTest {
  readonly name: string;
  readonly path: string;
  readonly heading: string | RegExp;
  readonly isForAdmins?: true;
}

/** @param requestId of some finished request */
export function pagesUnderTest(requestId: string): readonly PageUnderTest[] {
  return [
    { name: 'usage', path: '/usage', heading: 'Usage' },
    { name: 'monitoring', path: '/monitoring', heading: 'Monitoring' },
    { name: 'requests', path: '/requests', heading: 'Requests' },
    { name: 'request', path: `/requests/${requestId}`, heading: /Request/ },
    { name: 'clients', path: '/clients', heading: 'Clients' },
    { name: 'providers', path: '/providers', heading: 'Providers' },
    { name: 'groups', path: '/groups', heading: 'Model groups' },
    { name: 'group', path: '/groups/dispatcher', heading: 'dispatcher' },
    { name: 'models', path: '/models', heading: 'Models' },
    { name: 'playground', path: '/playground', heading: 'Playground' },
    { name: 'users', path: '/users', heading: 'Users', isForAdmins: true },
    { name: 'settings', path: '/settings', heading: 'Settings', isForAdmins: true },
    { name: 'audit', path: '/audit', heading: 'Audit', isForAdmins: true },
    { name: 'first-run', path: '/first-run', heading: 'First run', isForAdmins: true },
    { name: 'account', path: '/account', heading: 'Account' },
  ];
}
