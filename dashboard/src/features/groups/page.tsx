import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function GroupsPage(): ReactElement {
  return <PageHeader title="Groups" />;
}
