import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function ClientsPage(): ReactElement {
  return <PageHeader title="Clients" />;
}
