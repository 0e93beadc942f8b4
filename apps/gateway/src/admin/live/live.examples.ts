import type { InFlightList, LiveTicket } from '@app/contracts/admin';

export const TICKET: LiveTicket = {
  ticket: 'm0h2Yw3bq0mZ9k1uJ4xO7nT5rE8sA6dF2gH1jK3lQ0w',
  expiresAt: Date.UTC(2026, 10, 22, 10, 0, 30),
};

export const IN_FLIGHT: InFlightList = {
  items: [
    {
      requestId: '019ab0c2-7a10-7c3e-9f21-5b0c8f6d2e11',
      clientId: '3f0e9a52-6a0b-4c1d-8a7e-0d9b2c4f6a18',
      clientName: 'mobile app',
      endpoint: '/v1/chat/completions',
      askedModel: 'dispatcher',
      isStream: true,
      startedAt: Date.UTC(2026, 10, 22, 10),
      route: 'dispatcher>heavy-logic>large-2',
      providerId: 'acme',
      sentModel: 'large-2',
      attempts: 1,
      ttftMs: 420,
    },
  ],
};
