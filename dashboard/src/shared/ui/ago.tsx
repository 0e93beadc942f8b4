import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { dateTime, fromNow } from '../format/time';
import { browserZone } from './range';
import { useNow } from './use-now';

/** How long ago, or until when; the moment itself on hover and focus. */
export function Ago({ at }: { readonly at: number }): ReactElement {
  const now = useNow();
  const zone = browserZone();
  return (
    <Tooltip label={`${dateTime(at, zone)} ${zone}`}>
      <time dateTime={new Date(at).toISOString()}>{fromNow(at, now)}</time>
    </Tooltip>
  );
}
