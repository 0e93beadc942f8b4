import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function RequestsPage(): ReactElement {
  return <PageHeader title="Requests" />;
}
