import type { ReactElement } from 'react';
import type { ClientView, IssuedKeyView } from '@app/contracts/admin';
import { useChange } from '../../../shared/api/use-change';
import { ConfirmByName } from '../../../shared/ui/confirm-by-name';
import { SnippetTabs } from '../../../shared/snippets/snippet-tabs';
import { IssuedSecret } from '../../../shared/ui/issued-secret';
import { CLIENTS, createClient, removeClient, updateClient } from '../api';
import { fieldsOf, NO_FIELDS } from '../client-fields';
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
  const close = (): void => open(null);
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
          onSubmit={create.mutate}
          onClose={close}
        />
      );
    case 'edit':
      return (
        <ClientForm
          {...{ title: dialog.client.name, action: 'Save', isBusy: update.isPending, error: update.error }}
          initial={fieldsOf(dialog.client)}
          onSubmit={(change) => update.mutate({ client: dialog.client, change })}
          onClose={close}
        />
      );
    case 'rotate':
      return <RotateKey client={dialog.client} onDone={showKey} onClose={close} />;
    case 'find':
      return <FindClient onClose={close} />;
    case 'remove':
      return (
        <ConfirmByName
          {...{ name: dialog.client.name, action: 'Delete the client', isBusy: remove.isPending, error: remove.error }}
          onConfirm={() => remove.mutate(dialog.client)}
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
