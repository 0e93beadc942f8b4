import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function UsersPage(): ReactElement {
  return <PageHeader title="Users" />;
}
