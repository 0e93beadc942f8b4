import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function UsagePage(): ReactElement {
  return <PageHeader title="Usage" />;
}
