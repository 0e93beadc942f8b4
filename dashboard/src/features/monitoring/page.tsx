import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function MonitoringPage(): ReactElement {
  return <PageHeader title="Monitoring" />;
}
