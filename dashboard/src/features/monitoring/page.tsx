import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { LiveFilter } from '@app/contracts';
import { whole } from '../../shared/format/numbers';
import { useSearchText, useShow, type SearchText } from '../../shared/ui/address';
import { PageHeader } from '../../shared/ui/page-header';
import { SearchField } from '../../shared/ui/search-field';
import { ConnectionState } from './components/connection-state';
import { LiveList } from './components/live-list';
import { RateLine } from './components/rate-line';
import { LiveStore } from './live-store';

const OUTCOMES = ['completed', 'failed', 'cancelled'] as const;

/** What happens now. */
export default function MonitoringPage(): ReactElement {
  const search = useSearchText();
  const filter = useMemo(() => filterOf(search), [search]);
  const [store] = useState(() => new LiveStore(filter));
  useEffect(() => store.setFilter(filter), [store, filter]);
  useEffect(() => {
    store.open();
    return () => store.close();
  }, [store]);
  const { state, rows, held, isPaused, dropped, rates } = useSyncExternalStore(store.subscribe, store.getSnapshot);
  return (
    <>
      <PageHeader title="Monitoring">
        <ConnectionState state={state} />
        <Button size="xs" variant="default" aria-pressed={isPaused} onClick={() => store.setPaused(!isPaused)}>
          {isPaused ? `Go on (${whole(held)} new)` : 'Pause'}
        </Button>
      </PageHeader>
      <Group align="flex-end" justify="space-between" mb="sm">
        <Filters search={search} />
        <RateLine seconds={rates} />
      </Group>
      {dropped > 0 && (
        <Text size="sm" role="status">
          {whole(dropped)} events were left out, since too much happened at once. The page Requests has every request.
        </Text>
      )}
      <LiveList rows={rows} isStale={state.kind !== 'open'} onTouch={() => store.setPaused(true)} />
    </>
  );
}

function Filters({ search }: { readonly search: SearchText }): ReactElement {
  const show = useShow();
  const change = (name: string, value: string): void => show({ [name]: value === '' ? undefined : value });
  return (
    <Group gap="xs" align="flex-end">
      <SearchField name="text" label="Holds" placeholder="id, name, route or error" data-search />
      <SearchField name="model" label="Model" w={140} />
      <NativeSelect
        label="Outcome"
        size="xs"
        value={search['outcome'] ?? ''}
        data={['', ...OUTCOMES].map((value) => ({ value, label: value === '' ? 'All' : value }))}
        onChange={({ currentTarget: { value } }) => change('outcome', value)}
      />
      <NativeSelect
        label="Status"
        size="xs"
        value={search['status'] ?? ''}
        data={[
          { value: '', label: 'All' },
          { value: '400', label: '400 and above' },
          { value: '500', label: '500 and above' },
        ]}
        onChange={({ currentTarget: { value } }) => change('status', value)}
      />
    </Group>
  );
}

/** The server filters, so that a filtered view costs little. */
function filterOf(search: SearchText): LiveFilter {
  const outcome = OUTCOMES.find((value) => value === search['outcome']);
  const minStatus = Number(search['status']);
  return {
    ...(search['text'] !== undefined && { text: search['text'] }),
    ...(search['model'] !== undefined && { model: search['model'] }),
    ...(search['client'] !== undefined && { client: search['client'] }),
    ...(search['provider'] !== undefined && { provider: search['provider'] }),
    ...(search['group'] !== undefined && { group: search['group'] }),
    ...(outcome && { outcome }),
    ...(minStatus > 0 && { minStatus }),
  };
}
