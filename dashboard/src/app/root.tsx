import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { listenForSessionEnd } from '../shared/api/request';
import { useSetSession } from '../shared/api/session';

/** The frame of all pages, logged in or not. */
export function Root(): ReactElement {
  useLeaveAtSessionEnd();
  return <Outlet />;
}

/** Where the API says that nobody is logged in any more, the login page takes over and leads back. */
function useLeaveAtSessionEnd(): void {
  const navigate = useNavigate();
  const setSession = useSetSession();
  const href = useRouterState({ select: (state) => state.location.href });
  useEffect(() => {
    listenForSessionEnd(() => {
      setSession(null);
      void navigate({ to: '/login', search: { to: href, reason: 'ended' } });
    });
  }, [href, navigate, setSession]);
}
