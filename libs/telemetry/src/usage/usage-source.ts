import { InvalidRequestError } from '@app/common';
import type { UsageBreakdownBy, UsageFilter } from '@app/contracts';
import type { UsageSelection, UsageSumsRow } from '@app/persistence';

/** Where an answer comes from, and under which name each of its rows counts. */
export type UsageSource =
  | {
      readonly kind: 'roll_ups';
      readonly selection: UsageSelection;
      /** Kept by UTC days only. */
      readonly isDaily: boolean;
      readonly keyOf: (row: Pick<UsageSumsRow, 'entity' | 'detail'>) => string;
    }
  | { readonly kind: 'rows'; readonly by: Exclude<UsageBreakdownBy, 'target'> | undefined };

type Row = Pick<UsageSumsRow, 'entity' | 'detail'>;
type Grouping = UsageBreakdownBy | undefined;

const nothing = (): string => '';
const entity = (row: Row): string => row.entity;
const detail = (row: Row): string => row.detail;
const both = (row: Row): string => `${row.entity}/${row.detail}`;
const providerOfDetail = (row: Row): string => row.detail.slice(0, row.detail.indexOf('/'));

/**
 * The roll-ups that can answer, else the rows. One entity is in its own dimension; a client together with a provider or a
 * model in that of clients and models; a group together with a provider or a model among its targets.
 * @throws InvalidRequestError for a model without its provider
 */
export function usageSourceOf(filter: UsageFilter, by: Grouping): UsageSource {
  const { providerId, model, clientId, groupName, outcome, isStream } = filter;
  if (model !== undefined && providerId === undefined) {
    throw new InvalidRequestError('A model is named together with its provider.', 'providerId');
  }
  const common = {
    ...(outcome === undefined ? {} : { outcome }),
    ...(isStream === undefined ? {} : { isStream }),
  };
  const target = targetOf(providerId, model);
  const daily = (keyOf: (row: Row) => string): UsageSource => ({
    kind: 'roll_ups',
    selection: {
      dimension: 'client_model',
      ...(clientId === undefined ? {} : { entity: clientId }),
      ...target,
      ...common,
    },
    isDaily: true,
    keyOf,
  });
  const within = (selection: UsageSelection, keyOf: (row: Row) => string): UsageSource => ({
    kind: 'roll_ups',
    selection: { ...selection, ...common },
    isDaily: false,
    keyOf,
  });
  const rows: UsageSource = { kind: 'rows', by: by === 'target' ? 'model' : by };

  if (by === 'error') {
    return clientId === undefined && groupName === undefined ? within({ dimension: 'error', ...target }, entity) : rows;
  }
  if (clientId !== undefined) {
    if (groupName !== undefined || by === 'group' || by === 'target') return rows;
    if (by === 'provider') return daily(providerOfDetail);
    if (by === 'model') return daily(detail);
    if (providerId !== undefined) return daily(by === 'client' ? entity : nothing);
    return within({ dimension: 'client', entity: clientId }, by === 'client' ? entity : nothing);
  }
  if (by === 'client') {
    if (groupName !== undefined) return rows;
    return providerId === undefined ? within({ dimension: 'client' }, entity) : daily(entity);
  }
  if (groupName !== undefined || by === 'group' || by === 'target') {
    const name = groupName === undefined ? {} : { entity: groupName };
    const isWhole = providerId === undefined && (by === undefined || by === 'group');
    return within(
      isWhole ? { dimension: 'group', ...name } : { dimension: 'target', ...name, ...target },
      groupKey(by),
    );
  }
  if (by === 'model' || model !== undefined) {
    const names = {
      ...(providerId === undefined ? {} : { entity: providerId }),
      ...(model === undefined ? {} : { detail: model }),
    };
    return within({ dimension: 'model', ...names }, by === 'model' ? both : by === 'provider' ? entity : nothing);
  }
  if (by === 'provider' || providerId !== undefined) {
    const name = providerId === undefined ? {} : { entity: providerId };
    return within({ dimension: 'provider', ...name }, by === 'provider' ? entity : nothing);
  }
  return within({ dimension: 'all' }, nothing);
}

function targetOf(
  providerId: string | undefined,
  model: string | undefined,
): Pick<UsageSelection, 'detail' | 'detailPrefix'> {
  if (providerId === undefined) return {};
  return model === undefined ? { detailPrefix: `${providerId}/` } : { detail: `${providerId}/${model}` };
}

function groupKey(by: Grouping): (row: Row) => string {
  switch (by) {
    case 'group':
      return entity;
    case 'provider':
      return providerOfDetail;
    case 'model':
      return detail;
    case 'target':
      return (row) => `${row.entity}>${row.detail}`;
    default:
      return nothing;
  }
}
