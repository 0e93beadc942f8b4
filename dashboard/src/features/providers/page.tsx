import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function ProvidersPage(): ReactElement {
  return <PageHeader title="Providers" />;
}
