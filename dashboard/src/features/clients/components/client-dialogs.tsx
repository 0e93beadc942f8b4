import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ClientView, IssuedKeyView } from '@app/contracts/admin';
import { clientsQuery } from '../../../shared/api/client-names';
import { useChange } from '../../../shared/api/use-change';
import { ConfirmByName } from '../../../shared/ui/confirm-by-name';
import { SnippetTabs } from '../../../shared/snippets/snippet-tabs';
import { IssuedSecret } from '../../../shared/ui/issued-secret';
import { CLIENTS, createClient, removeClient, updateClient } from '../api';
import { changeOf, fieldsOf, NO_FIELDS, requestOf } from '../client-fields';
import { ClientForm } from './client-form';
import { FindClient } from './find-client';
import { RotateKey } from './rotate-key';
import { TryKeyButton } from './try-key-button';

/** What is open beside the list. */
export type OpenDialog =
  | { readonly kind: 'create' | 'find' }
  | { readonly kind: 'edit' | 'rotate' | 'remove'; readonly client: ClientView }
  | { readonly kind: 'issued'; readonly issued: IssuedKeyView };

interface ClientDialogsProps {
  readonly dialog: OpenDialog | null;
  readonly open: (dialog: OpenDialog | null) => void;
}

export function ClientDialogs({ dialog, open }: ClientDialogsProps): ReactElement | null {
  const { data: clients } = useQuery(clientsQuery);
  // After a conflict the list has been read again: another try is of what is there now.
  const newest = ({ id, ...client }: ClientView): ClientView =>
    clients?.items.find((each) => each.id === id) ?? { id, ...client };
  const close = (): void => {
    for (const change of [create, update, remove]) change.reset();
    open(null);
  };
  const showKey = (issued: IssuedKeyView): void => open({ kind: 'issued', issued });
  const create = useChange({ change: createClient, affects: [CLIENTS], isQuiet: true, onDone: showKey });
  const update = useChange({
    ...{ change: updateClient, affects: [CLIENTS], isQuiet: true, onDone: close },
    done: ({ name }) => `${name} is changed.`,
  });
  const remove = useChange({
    ...{ change: removeClient, affects: [CLIENTS], isQuiet: true, onDone: close },
    done: (_, { name }) => `${name} is deleted.`,
  });
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'create':
      return (
        <ClientForm
          {...{
            title: 'New client',
            action: 'Create',
            initial: NO_FIELDS,
            isBusy: create.isPending,
            error: create.error,
          }}
          onSubmit={(fields) => create.mutate(requestOf(fields))}
          onClose={close}
        />
      );
    case 'edit':
      return (
        <ClientForm
          {...{ title: dialog.client.name, action: 'Save', isBusy: update.isPending, error: update.error }}
          initial={fieldsOf(dialog.client)}
          onSubmit={(fields) =>
            update.mutate({ client: newest(dialog.client), change: changeOf(dialog.client, fields) })
          }
          onClose={close}
        />
      );
    case 'rotate':
      return <RotateKey client={newest(dialog.client)} onDone={showKey} onClose={close} />;
    case 'find':
      return <FindClient onClose={close} />;
    case 'remove':
      return (
        <ConfirmByName
          {...{ name: dialog.client.name, action: 'Delete the client', isBusy: remove.isPending, error: remove.error }}
          onConfirm={() => remove.mutate(newest(dialog.client))}
          onClose={close}
        >
          Its key stops working at once. What it used stays in the ledger.
        </ConfirmByName>
      );
    case 'issued':
      return (
        <IssuedSecret
          title={`The key of ${dialog.issued.client.name}`}
          label="API key"
          secret={dialog.issued.key}
          onClose={close}
        >
          <TryKeyButton apiKey={dialog.issued.key} />
          <SnippetTabs apiKey={dialog.issued.key} />
        </IssuedSecret>
      );
  }
}
