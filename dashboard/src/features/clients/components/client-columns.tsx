import { Badge, Button, Code, Menu, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ClientView } from '@app/contracts/admin';
import { whole } from '../../../shared/format/numbers';
import { Ago } from '../../../shared/ui/ago';
import type { Column } from '../../../shared/ui/column';
import { Money, type ShownCostState } from '../../../shared/ui/money';
import { BudgetBar } from './budget-bar';

/** A client with what it used lately. */
export interface ClientRow {
  readonly client: ClientView;
  /** null while it is not known. */
  readonly requestsADay: number | null;
  readonly costOfMonth: UsedMoney | null;
  /** In the present period of its budget. */
  readonly spentNanoUsd: number | null;
}

export interface UsedMoney {
  readonly costNanoUsd: number;
  readonly costState: ShownCostState;
}

export interface ClientActions {
  readonly edit: (client: ClientView) => void;
  readonly toggle: (client: ClientView) => void;
  readonly rotate: (client: ClientView) => void;
  readonly remove: (client: ClientView) => void;
}

/** @param actions absent for who only reads */
export function clientColumns(now: number, actions?: ClientActions): readonly Column<ClientRow>[] {
  return [
    { id: 'name', header: 'Name', value: ({ client }) => client.name, cell: ({ client }) => <Name client={client} /> },
    {
      id: 'key',
      header: 'Key',
      value: ({ client }) => keyOf(client),
      cell: ({ client }) => <Code className="one-line">{keyOf(client)}</Code>,
    },
    {
      id: 'state',
      header: 'State',
      value: ({ client }) => stateOf(client, now),
      cell: ({ client }) => <State client={client} now={now} />,
    },
    {
      id: 'lastUsedAt',
      isMoment: true,
      header: 'Last used',
      value: ({ client }) => client.lastUsedAt,
      cell: ({ client }) => (client.lastUsedAt === null ? 'never' : <Ago at={client.lastUsedAt} />),
    },
    {
      id: 'requestsADay',
      header: 'Requests 24 h',
      isNumeric: true,
      value: ({ requestsADay }) => requestsADay,
      cell: ({ requestsADay }) => (requestsADay === null ? '–' : whole(requestsADay)),
    },
    {
      id: 'costOfMonth',
      header: 'Cost 30 d',
      isNumeric: true,
      value: ({ costOfMonth }) =>
        costOfMonth === null || costOfMonth.costState === 'unpriced' ? null : costOfMonth.costNanoUsd / 1e9,
      cell: ({ costOfMonth }) => (
        <Money nanoUsd={costOfMonth?.costNanoUsd ?? null} {...(costOfMonth && { state: costOfMonth.costState })} />
      ),
    },
    {
      id: 'budget',
      header: 'Budget',
      value: ({ client, spentNanoUsd }) =>
        client.limits.budget && spentNanoUsd !== null ? spentNanoUsd / client.limits.budget.nanoUsd : null,
      cell: ({ client: { name, limits }, spentNanoUsd }) =>
        limits.budget === null ? (
          'none'
        ) : (
          <BudgetBar client={name} budget={limits.budget} spentNanoUsd={spentNanoUsd} />
        ),
    },
    {
      id: 'expiresAt',
      isMoment: true,
      header: 'Expires',
      value: ({ client }) => client.expiresAt,
      cell: ({ client }) => (client.expiresAt === null ? '–' : <Ago at={client.expiresAt} />),
    },
    { id: 'tags', header: 'Tags', isExtra: true, value: ({ client }) => client.tags.join(' ') },
    { id: 'createdBy', header: 'Created by', isExtra: true, value: ({ client }) => client.createdBy },
    ...(actions
      ? [
          {
            id: 'actions',
            header: 'Actions',
            isAction: true,
            value: () => null,
            cell: ({ client }: ClientRow) => <Actions client={client} actions={actions} />,
          },
        ]
      : []),
  ];
}

function keyOf({ keyPrefix, keyHint }: ClientView): string {
  return `${keyPrefix}…${keyHint}`;
}

function stateOf({ isEnabled, expiresAt, isUnused }: ClientView, now: number): string {
  if (!isEnabled) return 'disabled';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return isUnused ? 'unused for 90 days' : 'active';
}

const COLOURS: Readonly<Record<string, string>> = { active: 'teal', disabled: 'gray', expired: 'red' };

function State({ client, now }: { readonly client: ClientView; readonly now: number }): ReactElement {
  const state = stateOf(client, now);
  return (
    <Badge variant="light" tt="none" color={COLOURS[state] ?? 'orange'}>
      {state}
    </Badge>
  );
}

function Name({ client: { name, description, managedBy } }: { readonly client: ClientView }): ReactElement {
  return (
    <>
      <Text inherit fw={600}>
        {name}
      </Text>
      {description !== '' && (
        <Text size="xs" c="dimmed" lineClamp={1}>
          {description}
        </Text>
      )}
      {managedBy !== null && (
        <Text size="xs" c="dimmed">
          declared in {managedBy}
        </Text>
      )}
    </>
  );
}

function Actions({
  client,
  actions,
}: {
  readonly client: ClientView;
  readonly actions: ClientActions;
}): ReactElement | null {
  if (client.managedBy !== null) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="compact-xs" aria-label={`Actions for ${client.name}`}>
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.edit(client)}>Edit</Menu.Item>
        <Menu.Item onClick={() => actions.toggle(client)}>{client.isEnabled ? 'Disable' : 'Enable'}</Menu.Item>
        <Menu.Item onClick={() => actions.rotate(client)}>Make a new key</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => actions.remove(client)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
