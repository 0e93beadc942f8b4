import { KeyRing } from '@app/common';
import type { GatewayConfig } from './gateway-config';
import { KeptKeys } from './kept-keys';

export type KeyConfig = Pick<GatewayConfig, 'encryptionKey' | 'oldEncryptionKeys' | 'dataDir'>;

/**
 * The keys of the environment where it has one, else those kept in the data folder. Production never comes here without
 * a configured key: loadConfig refuses that.
 */
export function keyRingOf({ encryptionKey, oldEncryptionKeys, dataDir }: KeyConfig): KeyRing {
  if (encryptionKey) return KeyRing.of(encryptionKey, ...oldEncryptionKeys);
  const kept = new KeptKeys(dataDir);
  return new KeyRing({
    // Whoever takes the key out of the environment again may still name old ones there.
    read: () => {
      const { current, old } = kept.read();
      return { current, old: [...old, ...oldEncryptionKeys] };
    },
    hasChanged: () => kept.hasChanged(),
  });
}
