import { Alert, List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { whole } from '../../../shared/format/numbers';
import { useRange } from '../../../shared/ui/range';
import { unpricedQuery } from '../api';

/** Requests of the chosen time whose cost is unknown, by model; nothing where all have one. */
export function UnpricedRequests(): ReactElement | null {
  const [{ from, to }] = useRange();
  const rows = useQuery(unpricedQuery(from, to)).data?.rows.filter(({ unpricedRequests }) => unpricedRequests > 0);
  if (rows === undefined || rows.length === 0) return null;
  return (
    <Alert color="orange" variant="outline" mb="md" title="Requests without a price">
      <List size="sm">
        {rows.map(({ key, unpricedRequests }) => (
          <List.Item key={key}>
            {key}: {whole(unpricedRequests)} requests unpriced in the chosen time; set a price, then price them anew.
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
