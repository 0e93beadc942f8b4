import { Badge, Text, Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { exactUsd, usd } from '../format/money';

/** Of a request, or of many. */
export type ShownCostState = 'priced' | 'free' | 'unpriced' | 'mixed';

interface MoneyProps {
  readonly nanoUsd: number | null;
  readonly state?: ShownCostState | null;
}

/** A cost; what is free, what has no price and what is not known are never the same. */
export function Money({ nanoUsd, state = 'priced' }: MoneyProps): ReactElement {
  if (state === 'unpriced') return <UnpricedBadge />;
  if (state === 'free')
    return (
      <Text span inherit>
        free
      </Text>
    );
  if (nanoUsd === null)
    return (
      <Text span inherit>
        –
      </Text>
    );
  return (
    <>
      <Tooltip label={exactUsd(nanoUsd)}>
        <Text span inherit className="figures">
          {usd(nanoUsd)}
        </Text>
      </Tooltip>
      {state === 'mixed' && <UnpricedBadge label="+ unpriced" />}
    </>
  );
}

function UnpricedBadge({ label = 'unpriced' }: { readonly label?: string }): ReactElement {
  return (
    <Tooltip label="Models without a price; set one on the page Models and have the requests priced anew.">
      <Badge color="orange" variant="light" size="sm" ml={4}>
        {label}
      </Badge>
    </Tooltip>
  );
}
