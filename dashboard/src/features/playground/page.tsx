import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function PlaygroundPage(): ReactElement {
  return <PageHeader title="Playground" />;
}
