import { queryOptions } from '@tanstack/react-query';
import type { SettingsView, UpdateSettingsRequest } from '@app/contracts/admin';
import { request } from '../../shared/api/request';

export const SETTINGS = ['settings'];

export const settingsQuery = queryOptions({
  queryKey: SETTINGS,
  queryFn: ({ signal }) => request<SettingsView>('/settings', { signal }),
});

export interface SettingsChange {
  readonly version: number;
  readonly change: UpdateSettingsRequest;
}

export const updateSettings = ({ version, change }: SettingsChange): Promise<SettingsView> =>
  request('/settings', { method: 'PATCH', body: change, version });
