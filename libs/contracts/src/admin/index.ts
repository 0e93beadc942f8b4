export type { AdminErrorBody } from './errors';
export type { ClientList, ClientView, CreateClientRequest, UpdateClientRequest, RotateClientRequest } from './clients';
export type { IssuedKeyView, IdentifyKeyRequest, IdentifiedKey } from './clients';
export type { LoginRequest, ChangePasswordRequest, SessionView } from './session';
export type { OwnSession, OwnSessionList, EndedSessions } from './session';
export type { UserView, ListedUser, UserList, IssuedLoginView } from './users';
export type { CreateUserRequest, UpdateUserRequest, ResetPasswordRequest } from './users';
