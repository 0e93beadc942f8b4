import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function FirstRunPage(): ReactElement {
  return <PageHeader title="FirstRun" />;
}
