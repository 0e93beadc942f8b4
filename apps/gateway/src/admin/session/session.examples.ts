import type {
  ChangePasswordRequest,
  EndedSessions,
  LoginRequest,
  OwnSessionList,
  SessionView,
} from '@app/contracts/admin';

/** What the API document shows. */
export const CREDENTIALS: LoginRequest = { username: 'admin', password: 'a passphrase of yours', remember: false };

export const PASSWORDS: ChangePasswordRequest = { current: 'admin123', new: 'a passphrase of yours' };

export const SESSION: SessionView = {
  id: 'q1w2e3r4t5y6u7i8o9p0aA',
  userId: '019ab1c2-7d00-7000-8000-0123456789ab',
  username: 'admin',
  role: 'admin',
  mustChangePassword: false,
  passwordChangedAt: 1_795_435_200_000,
  lastLoginAt: 1_795_521_600_000,
  expiresAt: 1_795_564_800_000,
  reportingZone: 'UTC',
  mayUsePlayground: true,
  mayReadBodies: true,
  baseUrl: 'https://llm.example.com/v1',
};

export const SESSIONS: OwnSessionList = {
  items: [
    {
      ...{ id: SESSION.id, isCurrent: true, createdAt: 1_795_521_600_000, lastSeenAt: 1_795_525_200_000 },
      ...{ expiresAt: SESSION.expiresAt, address: '192.168.1.20', userAgent: 'Mozilla/5.0' },
    },
  ],
};

export const ENDED: EndedSessions = { ended: 2 };
