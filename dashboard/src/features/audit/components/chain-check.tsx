import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { messageOf } from '../../../shared/api/api-error';
import { verificationQuery } from '../api';

/** Works out on demand whether anybody has tampered with the log. */
export function ChainCheck(): ReactElement {
  const { data, error, refetch, isFetching } = useQuery(verificationQuery);
  return (
    <>
      <Button size="xs" variant="default" loading={isFetching} onClick={() => void refetch()}>
        Check the chain
      </Button>
      <Text size="sm" aria-live="polite" {...((error !== null || data?.brokenAt != null) && { c: 'red', fw: 700 })}>
        {error && messageOf(error)}
        {data &&
          (data.brokenAt === null
            ? `Whole: ${data.entries} entries.`
            : `Broken: entry ${data.brokenAt} is missing or is not what was written.`)}
      </Text>
    </>
  );
}
