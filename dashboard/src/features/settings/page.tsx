import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { PageHeader } from '../../shared/ui/page-header';
import { QueryView } from '../../shared/ui/query-view';
import { settingsQuery } from './api';
import { ChangeableSettings } from './components/changeable-settings';
import { ConfigTransfer } from './components/config-transfer';
import { InstallationFacts } from './components/installation-facts';
import { VariableTable } from './components/variable-table';

/** What is in force here, and where it comes from. */
export default function SettingsPage(): ReactElement {
  const settings = useQuery(settingsQuery);
  return (
    <>
      <PageHeader title="Settings" />
      <QueryView query={settings} what="The settings" height={480}>
        {(view) => (
          <Stack>
            {view.installation.hasDefaultLogin && (
              <Alert color="red" variant="outline" title="The default login still works">
                Log in as admin and change its password, or run <code>./gophergate reset-admin</code>.
              </Alert>
            )}
            {view.installation.isPlainHttp && (
              <Alert color="yellow" variant="outline" title="You are here without https">
                Whoever is on the way can read passwords and keys. Put a reverse proxy with https in front, and name it
                in LLM_PROXY__SERVER__TRUSTED_PROXIES.
              </Alert>
            )}
            <ChangeableSettings view={view} />
            <ConfigTransfer />
            <InstallationFacts installation={view.installation} />
            <VariableTable variables={view.variables} />
          </Stack>
        )}
      </QueryView>
    </>
  );
}
