import { queryOptions } from '@tanstack/react-query';
import type {
  BacktestReport,
  CalibrateGroupRequest,
  CreateGroupRequest,
  GroupCalibrationView,
  GroupList,
  GroupProblems,
  GroupView,
  ProviderList,
  RestoredGroups,
  UsageBreakdown,
} from '@app/contracts/admin';
import { request, withQuery } from '../../shared/api/request';
import type { Draft } from './draft';

export const GROUPS = ['groups'];

export const groupsQuery = queryOptions({
  queryKey: GROUPS,
  queryFn: ({ signal }) => request<GroupList>('/groups', { signal }),
});

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => request<ProviderList>('/providers', { signal }),
});

/** How many requests of each group went to each of its targets. */
export const trafficQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ['usage', 'targets', from, to],
    queryFn: ({ signal }) =>
      request<UsageBreakdown>(withQuery('/usage/breakdown', { from, to, by: 'target', limit: 200 }), { signal }),
    retry: false,
  });

/** What would be wrong with a group if it were saved so; asked of the gateway, which alone knows. */
export const problemsQuery = (draft: CreateGroupRequest) =>
  queryOptions({
    queryKey: [...GROUPS, 'check', draft],
    queryFn: ({ signal }) => request<GroupProblems>('/groups/check', { method: 'POST', body: draft, signal }),
    staleTime: Infinity,
  });

export const createGroup = (body: CreateGroupRequest): Promise<GroupView> =>
  request('/groups', { method: 'POST', body });

export interface GroupChange {
  readonly draft: CreateGroupRequest;
  readonly version: number;
}

export const saveGroup = ({ draft: { name, ...body }, version }: GroupChange): Promise<GroupView> =>
  request(addressOf(name), { method: 'PUT', body, version });

export const removeGroup = ({ name, version }: GroupView): Promise<void> =>
  request(addressOf(name), { method: 'DELETE', version });

export const restoreSeeds = (): Promise<RestoredGroups> =>
  request('/groups/restore-seeds', { method: 'POST', body: {} });

export interface Calibration {
  readonly group: GroupView;
  readonly body: CalibrateGroupRequest;
}

export const calibrateGroup = ({ group: { name, version }, body }: Calibration): Promise<GroupCalibrationView> =>
  request(`${addressOf(name)}/calibrate`, { method: 'POST', body, version });

export const backtestGroup = ({ name, ...draft }: Draft): Promise<BacktestReport> =>
  request(`${addressOf(name)}/backtest`, { method: 'POST', body: { draft } });

const addressOf = (name: string): string => `/groups/${encodeURIComponent(name)}`;
