import type { ClientView, CreateClientRequest, IssuedKeyView, UpdateClientRequest } from '@app/contracts/admin';
import { clientsQuery } from '../../shared/api/client-names';
import { request } from '../../shared/api/request';

export const CLIENTS = clientsQuery.queryKey;

export const createClient = (body: CreateClientRequest): Promise<IssuedKeyView> =>
  request('/clients', { method: 'POST', body });

export interface ClientChange {
  readonly client: ClientView;
  readonly change: UpdateClientRequest;
}

export const updateClient = ({ client: { id, version }, change }: ClientChange): Promise<ClientView> =>
  request(`/clients/${id}`, { method: 'PATCH', body: change, version });

export interface ClientRotation {
  readonly client: ClientView;
  /** How long the old key works on. */
  readonly overlapMs: number;
}

export const rotateClient = ({ client: { id, version }, overlapMs }: ClientRotation): Promise<IssuedKeyView> =>
  request(`/clients/${id}/rotate`, { method: 'POST', body: { overlapMs }, version });

export const removeClient = ({ id, version }: ClientView): Promise<void> =>
  request(`/clients/${id}`, { method: 'DELETE', version });
