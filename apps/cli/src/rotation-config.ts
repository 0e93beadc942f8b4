import { readFileSync } from 'node:fs';
import { InvalidRequestError } from '@app/common';
import { KeptKeys, type Environment, type GatewayConfig } from '@app/config';

const NEW_KEY = 'LLM_PROXY__ENCRYPTION_KEY_NEW';
const FROM_STDIN = '--new-key-stdin';

/** Puts the new key of standard input where one from the environment would be. */
export function withKeyFromStdin(
  environment: Environment,
  args: readonly string[],
  read: () => string = () => readFileSync(0, 'utf8'),
): Environment {
  if (!args.includes(FROM_STDIN)) return environment;
  const key = read().trim();
  if (key === '') throw new InvalidRequestError(`${FROM_STDIN} waits for a key on standard input, and nothing came.`);
  return { ...environment, [NEW_KEY]: key };
}

/** The configuration as it will be after the change: the new key seals, and what was current is an old one. */
export function afterChange(config: GatewayConfig): GatewayConfig {
  const { encryptionKey, oldEncryptionKeys, newEncryptionKey, dataDir } = config;
  if (!newEncryptionKey) return config;
  const kept = encryptionKey ? { current: encryptionKey, old: [] } : new KeptKeys(dataDir).read();
  return {
    ...config,
    encryptionKey: newEncryptionKey,
    oldEncryptionKeys: [kept.current, ...kept.old, ...oldEncryptionKeys],
  };
}
