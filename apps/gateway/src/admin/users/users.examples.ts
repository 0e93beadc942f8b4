import type {
  CreateUserRequest,
  IssuedLoginView,
  ResetPasswordRequest,
  UpdateUserRequest,
  UserList,
  UserView,
} from '@app/contracts/admin';

/** What the API document shows. */
export const USER: UserView = {
  ...{ id: '019ab1c2-7d00-7000-8000-0123456789ab', username: 'mia', role: 'viewer', isEnabled: true },
  ...{ mustChangePassword: false, passwordChangedAt: 1_795_435_200_000, lastLoginAt: 1_795_521_600_000 },
  ...{ createdAt: 1_795_348_800_000, version: 3 },
};

export const USERS: UserList = { items: [{ ...USER, sessions: 1 }] };

export const NEW_USER: CreateUserRequest = { username: 'mia', role: 'viewer' };

export const CHANGE: UpdateUserRequest = { isEnabled: false };

export const NEW_PASSWORD: ResetPasswordRequest = {};

export const ISSUED: IssuedLoginView = {
  ...{ ...USER, mustChangePassword: true, version: 1 },
  oneTimePassword: 'k3m9p-x7qwe-2bnhd-r8tzu',
};
