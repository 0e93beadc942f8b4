import { queryOptions } from '@tanstack/react-query';
import type {
  CreateUserRequest,
  IssuedLoginView,
  ListedUser,
  UpdateUserRequest,
  UserList,
  UserView,
} from '@app/contracts/admin';
import { request } from '../../shared/api/request';

export const USERS = ['users'];

export const usersQuery = queryOptions({
  queryKey: USERS,
  queryFn: ({ signal }) => request<UserList>('/users', { signal }),
});

export const createUser = (body: CreateUserRequest): Promise<IssuedLoginView> =>
  request('/users', { method: 'POST', body });

export const updateUser = ({ user: { id, version }, change }: UserChange): Promise<UserView> =>
  request(`/users/${id}`, { method: 'PATCH', body: change, version });

export const resetPassword = ({ id, version }: ListedUser): Promise<IssuedLoginView> =>
  request(`/users/${id}/password`, { method: 'POST', body: {}, version });

export const endSessions = ({ id }: ListedUser): Promise<unknown> =>
  request(`/users/${id}/sessions`, { method: 'DELETE' });

export const removeUser = ({ id, version }: ListedUser): Promise<void> =>
  request(`/users/${id}`, { method: 'DELETE', version });

export interface UserChange {
  readonly user: ListedUser;
  readonly change: UpdateUserRequest;
}
