import { Badge, Button, Group, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ModelView } from '@app/contracts/admin';
import { usd, usdPerMillion } from '../../../shared/format/money';
import type { Column } from '../../../shared/ui/column';
import type { ModelChange } from '../api';
import { sampleCost } from '../prices';

interface ModelActions {
  readonly isAdmin: boolean;
  readonly now: number;
  readonly change: (change: ModelChange) => void;
  readonly openPrices: (model: ModelView) => void;
}

export function modelColumns({ isAdmin, now, change, openPrices }: ModelActions): readonly Column<ModelView>[] {
  const columns: readonly Column<ModelView>[] = [
    { id: 'id', header: 'Model', value: ({ id }) => id },
    {
      id: 'isEnabled',
      header: 'Enabled',
      value: ({ isEnabled }) => isEnabled,
      cell: (model) => <Enabled model={model} isAdmin={isAdmin} change={change} />,
    },
    { id: 'lifecycle', header: 'Life cycle', value: ({ lifecycle }) => lifecycle },
    rateColumn('input', 'Input, 1M tokens', (model) => model.price?.rates.input ?? null),
    rateColumn('cachedInput', 'Cached, 1M tokens', (model) => model.price?.rates.cachedInput ?? null),
    rateColumn('output', 'Output, 1M tokens', (model) => model.price?.rates.output ?? null),
    {
      id: 'sample',
      header: '1k in + 1k out',
      isNumeric: true,
      value: ({ price }) => (price ? sampleCost(price, now).now : null),
      cell: (model) => <Sample model={model} now={now} />,
    },
    {
      id: 'priceState',
      header: 'Price',
      value: ({ priceState, isOwnPrice }) => (isOwnPrice ? 'own' : priceState),
      cell: (model) => <PriceState model={model} />,
    },
    { id: 'contextWindow', header: 'Context', isNumeric: true, isExtra: true, value: (row) => row.contextWindowTokens },
    { id: 'maxOutput', header: 'Longest output', isNumeric: true, isExtra: true, value: (row) => row.maxOutputTokens },
    { id: 'inputs', header: 'Takes', isExtra: true, value: ({ inputs }) => inputs.join(', ') },
    { id: 'names', header: 'Other names', isExtra: true, value: ({ names }) => names.join(', ') },
    { id: 'updatedBy', header: 'Changed by', isExtra: true, value: ({ override }) => override?.updatedBy ?? null },
  ];
  const prices: Column<ModelView> = {
    ...{ id: 'actions', header: 'Actions', isAction: true, value: () => null },
    cell: (model) => (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Prices of ${model.id}`}
        onClick={() => openPrices(model)}
      >
        Prices
      </Button>
    ),
  };
  return [...columns, prices];
}

function rateColumn(id: string, header: string, rate: (model: ModelView) => number | null): Column<ModelView> {
  const cell = (model: ModelView): string => {
    const value = rate(model);
    return value === null ? '–' : usdPerMillion(value);
  };
  return { id, header, isNumeric: true, value: rate, cell };
}

function Enabled({ model, isAdmin, change }: Pick<ModelActions, 'isAdmin' | 'change'> & { readonly model: ModelView }) {
  if (!isAdmin || model.managedBy !== null) return <>{model.isEnabled ? 'yes' : 'no'}</>;
  return (
    <Switch
      aria-label={`${model.id} is enabled`}
      checked={model.isEnabled}
      onChange={({ currentTarget: { checked } }) => change({ model, isEnabled: checked })}
    />
  );
}

function Sample({ model: { price }, now }: { readonly model: ModelView; readonly now: number }): ReactElement {
  if (!price) return <>–</>;
  const cost = sampleCost(price, now);
  const after = cost.now === cost.usual ? '' : `, ${usd(cost.usual)} from ${price.promo?.to.slice(0, 10) ?? ''}`;
  return <>{usd(cost.now) + after}</>;
}

function PriceState({ model: { priceState, isOwnPrice, price } }: { readonly model: ModelView }): ReactElement {
  return (
    <Group gap={4} wrap="nowrap">
      <Badge variant="light" color={priceState === 'unpriced' ? 'orange' : 'gray'}>
        {isOwnPrice ? 'own' : priceState}
      </Badge>
      {price?.promo != null && (
        <Badge variant="outline" color="grape">
          promo until {price.promo.to.slice(0, 10)}
        </Badge>
      )}
    </Group>
  );
}
