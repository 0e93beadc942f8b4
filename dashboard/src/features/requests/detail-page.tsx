import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function RequestDetailPage(): ReactElement {
  return <PageHeader title="Detail" />;
}
