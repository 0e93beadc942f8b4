import { statSync } from 'node:fs';
import { join } from 'node:path';
import { knownSecrets, SecretUnreadableError, systemClock, type KeyRing } from '@app/common';
import { ConfigError, type GatewayConfig } from '@app/config';
import { ProviderSettingsRepository, SettingRepository, type Database } from '@app/persistence';
import { PROVIDERS } from '@app/providers';
import { KeyCheck, sealingKeyOf } from '../keys/key-check.service';
import { fail, ok, warn, type Finding } from './finding';

const CHECK = 'encryption key';
const OTHERS_MAY_READ = 0o077;
const PUT_BACK = 'Put the former key back; a backup of the database does not hold it.';

/** Whether the encryption key is there, belongs to this database, and is nobody else's to read. Makes none where there is none. */
export async function encryptionKeyCheck(database: Database, keys: KeyRing, config: GatewayConfig): Promise<Finding> {
  const settings = new SettingRepository(database, systemClock);
  const neededId = await sealingKeyOf(settings);
  if (neededId === undefined)
    return ok(CHECK, 'Nothing is sealed yet; the first start makes a key or takes the configured one.');
  const file = join(config.dataDir, 'encryption.key');
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (!config.encryptionKey && mode === undefined) {
    return fail(CHECK, `"${file}" is missing, which holds the key ${neededId}.`, PUT_BACK);
  }
  try {
    await new KeyCheck(keys, settings, config).verify();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return fail(CHECK, error.problems.join(' '), PUT_BACK);
  }
  return !config.encryptionKey && ((mode ?? 0) & OTHERS_MAY_READ) !== 0
    ? warn(CHECK, `Others on this machine can read "${file}".`, `Run: chmod 600 "${file}".`)
    : ok(CHECK, `The key ${keys.currentId} is the right one for this database.`);
}

/** One finding for each provider that has a key, or that should have one. */
export async function providerKeyChecks(database: Database, keys: KeyRing, config: GatewayConfig): Promise<Finding[]> {
  const rows = await new ProviderSettingsRepository(database, systemClock).all();
  const findings = PROVIDERS.flatMap(({ id, needsKey }): Finding[] => {
    const sealed = rows.find(({ providerId }) => providerId === id)?.encryptedApiKey ?? null;
    if (sealed !== null) return [storedKeyCheck(id, sealed, keys)];
    const { apiKey, isEnabled } = config.providers.get(id) ?? {};
    if (apiKey !== undefined) return [ok(`provider ${id}`, 'Its key comes from the environment.')];
    return !needsKey && isEnabled ? [ok(`provider ${id}`, 'It is switched on and needs no key.')] : [];
  });
  if (findings.length > 0) return findings;
  const remedy = 'Set a key such as OPENAI_API_KEY, or store one on the page Providers.';
  return [warn('providers', 'No provider is configured, so no request can be answered.', remedy)];
}

function storedKeyCheck(id: string, sealed: string, keys: KeyRing): Finding {
  try {
    knownSecrets.add(keys.open(sealed, `providers|encrypted_api_key|${id}`));
    return ok(`provider ${id}`, 'Its stored key can be opened.');
  } catch (error) {
    if (!(error instanceof SecretUnreadableError)) throw error;
    const remedy =
      'Bring the old encryption key back in LLM_PROXY__ENCRYPTION_KEYS_OLD, or store the key of the provider again.';
    return fail(`provider ${id}`, 'Its stored key is sealed with an encryption key that is not here.', remedy);
  }
}
