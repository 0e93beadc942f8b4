import { LiveSettings } from '@app/config';

/** Settings of an installation that keeps bodies, or does not. */
export function captureSettings(isOn: boolean, retentionDays = 7): LiveSettings {
  return new LiveSettings({
    capture: { isOn, retentionDays },
    logLevel: 'info',
    reporting: { zone: 'UTC' },
    viewers: { readBodies: false },
    playground: { access: 'admin' },
    given: new Map(),
  });
}
