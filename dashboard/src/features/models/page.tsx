import { Button, Group, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { ModelView } from '@app/contracts/admin';
import { modelsQuery } from '../../shared/api/models';
import { useIsAdmin } from '../../shared/api/session';
import { useChange } from '../../shared/api/use-change';
import { useSearchText, useShow } from '../../shared/ui/address';
import { DataTable } from '../../shared/ui/data-table';
import { EmptyState } from '../../shared/ui/empty-state';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { SearchField } from '../../shared/ui/search-field';
import { useNow } from '../../shared/ui/use-now';
import { MODELS, updateModel } from './api';
import { ImportPrices } from './components/import-prices';
import { LifeCycleWarnings } from './components/life-cycle-warnings';
import { modelColumns } from './components/model-columns';
import { ModelDrawer } from './components/model-drawer';
import { Reprice } from './components/reprice';
import { UnpricedRequests } from './components/unpriced-requests';

/** Every model of the catalogue: whether it may be used, and what it costs. */
export default function ModelsPage(): ReactElement {
  const models = useQuery(modelsQuery);
  const isAdmin = useIsAdmin();
  const search = useSearchText();
  const show = useShow();
  const now = useNow();
  const [isRepricing, repricing] = useDisclosure(false);
  const [isImporting, importing] = useDisclosure(false);
  const { mutate } = useChange({
    ...{ change: updateModel, affects: [MODELS] },
    done: ({ id, isEnabled }) => `${id} is ${isEnabled ? 'enabled' : 'disabled'}.`,
  });
  const columns = useMemo(
    () => modelColumns({ isAdmin, now, change: mutate, openPrices: ({ id }) => show({ open: id }) }),
    [isAdmin, now, mutate, show],
  );
  const open = models.data?.items.find(({ id }) => id === search['open']);
  return (
    <>
      <PageHeader title="Models">
        {isAdmin && (
          <>
            <Button size="xs" variant="default" onClick={importing.open}>
              Prices from a list
            </Button>
            <Button size="xs" variant="default" onClick={repricing.open}>
              Price earlier requests anew
            </Button>
          </>
        )}
      </PageHeader>
      <QueryView query={models} what="The list of models" height={400}>
        {({ items }) => {
          const rows = items.filter((model) => isShown(model, search['find'] ?? '', search['price'] ?? ''));
          return (
            <>
              <LifeCycleWarnings models={items} now={now} />
              <UnpricedRequests />
              <Filters />
              {rows.length === 0 ? (
                <EmptyState title="No model fits">Take a filter away to see the others.</EmptyState>
              ) : (
                <DataTable name="Models" columns={columns} rows={rows} rowKey={({ id }) => id} sort="id" />
              )}
            </>
          );
        }}
      </QueryView>
      {open && <ModelDrawer model={open} onClose={() => show({ open: undefined })} />}
      {isRepricing && <Reprice onClose={repricing.close} />}
      {isImporting && <ImportPrices onClose={importing.close} />}
    </>
  );
}

function Filters(): ReactElement {
  const { price = '' } = useSearchText();
  const show = useShow();
  return (
    <Group gap="xs" mb="sm">
      <SearchField name="find" label="Find" data-search />
      <NativeSelect
        label="Price"
        size="xs"
        value={price}
        data={[{ value: '', label: 'All' }, 'priced', 'free', 'unpriced']}
        onChange={({ currentTarget: { value } }) => show({ price: value === '' ? undefined : value })}
      />
    </Group>
  );
}

function isShown({ id, names, priceState }: ModelView, find: string, price: string): boolean {
  const wanted = find.toLowerCase();
  return (price === '' || priceState === price) && [id, ...names].some((name) => name.toLowerCase().includes(wanted));
}
