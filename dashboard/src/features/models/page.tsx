import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function ModelsPage(): ReactElement {
  return <PageHeader title="Models" />;
}
