export type { AdminErrorBody } from './errors';
export type { ClientList, ClientView, CreateClientRequest, UpdateClientRequest, RotateClientRequest } from './clients';
export type { IssuedKeyView, IdentifyKeyRequest, IdentifiedKey } from './clients';
