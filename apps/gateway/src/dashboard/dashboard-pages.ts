/** First parts of the addresses at which the dashboard has pages; it shows what stands behind them itself. */
export const DASHBOARD_PAGES = [
  ...['login', 'new-password', 'usage', 'monitoring', 'requests', 'clients', 'providers', 'groups', 'models'],
  ...['playground', 'users', 'settings', 'audit', 'first-run', 'account'],
] as const;
