import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function AuditPage(): ReactElement {
  return <PageHeader title="Audit" />;
}
