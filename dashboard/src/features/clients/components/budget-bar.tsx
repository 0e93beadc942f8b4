import { Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ClientLimits } from '@app/contracts';
import { usd } from '../../../shared/format/money';

const PERIODS = { day: 'today', month: 'this month', total: 'in all' } as const;
/** From here on somebody should look at it. */
const NEARLY = 0.8;

interface BudgetBarProps {
  readonly client: string;
  readonly budget: NonNullable<ClientLimits['budget']>;
  /** null while it is not known. */
  readonly spentNanoUsd: number | null;
}

/** How much of a budget is gone, in figures and as a bar. */
export function BudgetBar({ client, budget, spentNanoUsd }: BudgetBarProps): ReactElement {
  if (spentNanoUsd === null) return <>{`${usd(budget.nanoUsd)} ${PERIODS[budget.period]}`}</>;
  const share = budget.nanoUsd === 0 ? 1 : spentNanoUsd / budget.nanoUsd;
  const isOver = share >= 1;
  return (
    <div className="budget">
      <Text size="sm" className="one-line">
        {usd(spentNanoUsd)} of {usd(budget.nanoUsd)} {PERIODS[budget.period]}
        {isOver && ', used up'}
      </Text>
      <Progress
        value={Math.min(100, share * 100)}
        color={isOver ? 'red' : share >= NEARLY ? 'orange' : 'teal'}
        aria-label={`Budget of ${client}`}
      />
    </div>
  );
}
