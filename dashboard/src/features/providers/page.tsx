import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ProviderView } from '@app/contracts/admin';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { providersQuery } from './api';
import { EditProvider } from './components/edit-provider';
import { ProviderCard } from './components/provider-card';

/** Who answers, whether they do at the moment, and how they are reached. */
export default function ProvidersPage(): ReactElement {
  const providers = useQuery(providersQuery);
  const [edited, setEdited] = useState<ProviderView | null>(null);
  return (
    <>
      <PageHeader title="Providers" />
      <QueryView query={providers} what="The list of providers" height={400}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
            {items.map((provider) => (
              <ProviderCard key={provider.id} provider={provider} onEdit={() => setEdited(provider)} />
            ))}
          </SimpleGrid>
        )}
      </QueryView>
      {edited && <EditProvider provider={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
