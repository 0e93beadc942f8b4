import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function GroupPage(): ReactElement {
  return <PageHeader title="Detail" />;
}
