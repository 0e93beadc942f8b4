import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';

export default function SettingsPage(): ReactElement {
  return <PageHeader title="Settings" />;
}
