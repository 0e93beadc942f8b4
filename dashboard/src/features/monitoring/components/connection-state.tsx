import { Badge } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LiveState } from '../../../shared/live/live-connection';
import { useNow } from '../../../shared/ui/use-now';

export function ConnectionState({ state }: { readonly state: LiveState }): ReactElement {
  const now = useNow(1_000);
  const left = state.kind === 'waiting' ? Math.max(0, Math.ceil((state.retryAt - now) / 1_000)) : 0;
  const text = { open: 'live', connecting: 'connecting', waiting: `disconnected, again in ${left} s` }[state.kind];
  const color = { open: 'teal', connecting: 'yellow', waiting: 'red' }[state.kind];
  return (
    <Badge role="status" variant="light" tt="none" color={color}>
      {text}
    </Badge>
  );
}
