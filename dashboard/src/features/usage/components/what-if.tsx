import { Autocomplete, Button, Drawer, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { UsageFilter } from '@app/contracts';
import type { WhatIfReport, WhatIfRequest } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { modelsQuery } from '../../../shared/api/models';
import { request } from '../../../shared/api/request';
import { usd } from '../../../shared/format/money';
import { whole } from '../../../shared/format/numbers';
import type { Column } from '../../../shared/ui/column';
import { DataTable } from '../../../shared/ui/data-table';
import type { Range } from '../../../shared/ui/range';
import { whatIfRequest, type WhatIfFields } from '../what-if';

const KINDS: { value: WhatIfFields['kind']; label: string }[] = [
  { value: 'otherModel', label: 'another model had answered' },
  { value: 'price', label: 'a model had another price' },
  { value: 'promoEnd', label: 'a promo had another end' },
];

interface WhatIfProps {
  readonly range: Range;
  readonly filter: UsageFilter;
  readonly onClose: () => void;
}

/** What the chosen requests would have cost. Nobody is asked anything for it. */
export function WhatIf({ range, filter, onClose }: WhatIfProps): ReactElement {
  const [fields, setFields] = useState<WhatIfFields>({
    ...{ kind: 'otherModel', model: '', input: '', output: '', promoTo: '' },
  });
  const models = useQuery(modelsQuery).data?.items.map(({ id }) => id) ?? [];
  const reckon = useMutation({
    mutationFn: (body: WhatIfRequest) => request<WhatIfReport>('/usage/what-if', { method: 'POST', body }),
  });
  const asked = whatIfRequest(fields, range, filter);
  const set = (change: Partial<WhatIfFields>): void => setFields((before) => ({ ...before, ...change }));
  const text = (name: 'input' | 'output' | 'promoTo', label: string) => (
    <TextInput
      label={label}
      {...(name === 'promoTo' ? { type: 'date' } : { inputMode: 'decimal' as const })}
      value={fields[name]}
      onChange={({ currentTarget: { value } }) => set({ [name]: value })}
    />
  );
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title="What would it have cost?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (asked) reckon.mutate(asked);
        }}
      >
        <Stack>
          <Text size="sm">The requests of the page&apos;s range and filters, 31 days at most, if …</Text>
          <NativeSelect
            aria-label="If"
            value={fields.kind}
            data={KINDS}
            onChange={({ currentTarget: { value } }) => set({ kind: value as WhatIfFields['kind'] })}
          />
          <Autocomplete
            label="Model"
            placeholder="provider/model"
            limit={30}
            data={models}
            value={fields.model}
            onChange={(model) => set({ model })}
          />
          {fields.kind === 'price' && (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              {text('input', 'Input, USD for 1M tokens')}
              {text('output', 'Output, USD for 1M tokens')}
            </SimpleGrid>
          )}
          {fields.kind === 'promoEnd' && text('promoTo', 'Its last day, in UTC')}
          <Button type="submit" disabled={asked === null} loading={reckon.isPending}>
            Reckon
          </Button>
          <div aria-live="polite">
            {reckon.error && (
              <Text c="red" size="sm">
                {messageOf(reckon.error)}
              </Text>
            )}
            {reckon.data && <Report report={reckon.data} />}
          </div>
        </Stack>
      </form>
    </Drawer>
  );
}

type Row = WhatIfReport['models'][number];
const COLUMNS: readonly Column<Row>[] = [
  { id: 'model', header: 'Answered by', value: ({ model }) => model },
  { id: 'requests', header: 'Requests', isNumeric: true, value: ({ requests }) => requests },
  money('actual', 'Was', ({ actualNanoUsd }) => actualNanoUsd),
  money('whatIf', 'Would be', ({ whatIfNanoUsd }) => whatIfNanoUsd),
  money('difference', 'Difference', ({ differenceNanoUsd }) => differenceNanoUsd),
];

function money(id: string, header: string, nanoUsd: (row: Row) => number): Column<Row> {
  return { id, header, isNumeric: true, value: (row) => nanoUsd(row) / 1e9, cell: (row) => usd(nanoUsd(row)) };
}

function Report({ report }: { readonly report: WhatIfReport }): ReactElement {
  const { requests, actualNanoUsd, whatIfNanoUsd, differenceNanoUsd, whatIfUnpriced, isComplete, models } = report;
  return (
    <Stack gap="xs">
      <Text fw={500}>
        About {usd(whatIfNanoUsd)} in the place of {usd(actualNanoUsd)}: {differenceNanoUsd > 0 ? '+' : ''}
        {usd(differenceNanoUsd)}
      </Text>
      <Text size="sm">
        An estimate from the tokens of {whole(requests)} requests; another model would have used others.
        {whatIfUnpriced > 0 && ` ${whole(whatIfUnpriced)} of them would have no price and are in no sum.`}
        {!isComplete && ' There are more requests than are read for one answer: the oldest are counted.'}
      </Text>
      <DataTable name="What if" columns={COLUMNS} rows={models} rowKey={({ model }) => model} sort="-difference" />
    </Stack>
  );
}
