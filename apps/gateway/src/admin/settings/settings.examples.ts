import type { SettingsView } from '@app/contracts/admin';

export const THE_SETTINGS: SettingsView = {
  settings: {
    ...{ reportingZone: 'Europe/London', captureBodies: false, captureRetentionDays: 7 },
    ...{ logLevel: 'info', viewersReadBodies: false, playgroundAccess: 'admin' },
  },
  variables: [
    {
      name: 'LLM_PROXY__REPORTING__ZONE',
      value: 'Europe/London',
      ...{ isSecret: false, isSet: false, source: 'database', field: 'reportingZone', needsRestart: false },
      description: 'Time zone whose days reports mean, by its IANA name such as Europe/London.',
    },
    {
      name: 'LLM_PROXY__ENCRYPTION_KEY',
      value: null,
      ...{ isSecret: true, isSet: true, source: 'environment', field: null, needsRestart: true },
      description: 'Seals stored provider keys.',
    },
  ],
  installation: {
    ...{ version: '0.1.0', build: null, node: 'v24.9.0', database: 'sqlite', health: 'ready' },
    ...{ hasDefaultLogin: false, isPlainHttp: false },
  },
  version: 1,
};
