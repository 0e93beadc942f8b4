import { UNLIMITED } from '@app/auth';
import { ClientSettingsCommand, settingsFrom } from './client-settings.options';

class AnyCommand extends ClientSettingsCommand {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

const command = new AnyCommand();
const before = {
  limits: { ...UNLIMITED, requestsPerMinute: 5 },
  access: { allowedModels: ['a'], allowedAddresses: ['10.0.0.0/8'] },
  expiresAt: 1,
};

describe('settings of a client on the command line', () => {
  it('change nothing that is not named', () => {
    expect(settingsFrom({}, before)).toEqual(before);
  });

  it('allow everything for ever where nothing is said of a new client', () => {
    expect(settingsFrom({})).toEqual({
      ...{ limits: UNLIMITED, access: { allowedModels: null, allowedAddresses: null }, expiresAt: null },
    });
  });

  it('change what is named and keep its neighbours', () => {
    const changed = settingsFrom({ rpm: 9, allowedModels: 'none', tags: [], description: 'x' }, before);
    expect(changed).toEqual({
      ...{ description: 'x', tags: [], expiresAt: 1 },
      limits: { ...UNLIMITED, requestsPerMinute: 9 },
      access: { allowedModels: null, allowedAddresses: ['10.0.0.0/8'] },
    });
  });

  it('take away what "none" is said of', () => {
    const changed = settingsFrom({ expiresAt: 'none', allowedAddresses: 'none', rpm: 'none' }, before);
    expect(changed).toEqual({
      ...{ expiresAt: null, limits: UNLIMITED },
      access: { allowedModels: ['a'], allowedAddresses: null },
    });
  });

  it('are read', () => {
    expect(command.parseTags('a, b')).toEqual(['a', 'b']);
    expect(command.parseTags('none')).toEqual([]);
    expect(command.parseExpiresAt('2027-01-01')).toBe(Date.UTC(2027, 0, 1));
    expect(command.parseExpiresAt('none')).toBe('none');
    expect(command.parseAllowedModels('a,b')).toEqual(['a', 'b']);
    expect(command.parseAllowedAddresses('none')).toBe('none');
    expect(command.parseDescription('some text')).toBe('some text');
  });

  it('refuse a day that there is not', () => {
    expect(() => command.parseExpiresAt('2027-02-30')).toThrow(/^--expires-at takes a day or a moment/);
  });
});
