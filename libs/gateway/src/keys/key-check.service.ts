import { Inject, Injectable } from '@nestjs/common';
import { KeyRing, sealedWith, SecretUnreadableError } from '@app/common';
import { ConfigError, GATEWAY_CONFIG, type GatewayConfig } from '@app/config';
import { SettingRepository, type ControlTransaction } from '@app/persistence';

/** Where the check value stands, and the context it is sealed in. */
export const CHECK_SETTING = 'encryption.check';
export const CHECK_CONTEXT = `settings|value|${CHECK_SETTING}`;
const CHECK_TEXT = 'gophergate';

/** The id of the key that the database needs; undefined before the first start. */
export async function sealingKeyOf(
  settings: SettingRepository,
  transaction?: ControlTransaction,
): Promise<string | undefined> {
  const value = await settings.get(CHECK_SETTING, transaction);
  return typeof value === 'string' ? sealedWith(value) : undefined;
}

/**
 * A known text, sealed at the first start: it tells a wrong key when the process starts, and not at the first provider key
 * that does not open. It moves to a new key as the last of all values, so a start without the old key, before all have
 * moved, is refused too.
 */
@Injectable()
export class KeyCheck {
  constructor(
    private readonly keys: KeyRing,
    private readonly settings: SettingRepository,
    @Inject(GATEWAY_CONFIG) private readonly config: Pick<GatewayConfig, 'encryptionKey' | 'dataDir'>,
  ) {}

  /** @throws ConfigError when the database was sealed with a key that we do not have */
  async verify(): Promise<void> {
    const sealed = await this.stored();
    if (sealed === undefined) {
      await this.renew();
      return;
    }
    try {
      this.keys.open(sealed, CHECK_CONTEXT);
    } catch (error) {
      if (error instanceof SecretUnreadableError) throw this.wrongKey(sealedWith(sealed) ?? 'unknown');
      throw error;
    }
  }

  /** The id of the key that the value is sealed with; undefined where there is none yet. */
  async keyId(transaction?: ControlTransaction): Promise<string | undefined> {
    return sealingKeyOf(this.settings, transaction);
  }

  /** Seals it anew with the current key. */
  async renew(transaction?: ControlTransaction): Promise<void> {
    await this.settings.set(CHECK_SETTING, this.keys.seal(CHECK_TEXT, CHECK_CONTEXT), transaction);
  }

  private async stored(): Promise<string | undefined> {
    const value = await this.settings.get(CHECK_SETTING);
    return typeof value === 'string' ? value : undefined;
  }

  private wrongKey(neededId: string): ConfigError {
    const { encryptionKey, dataDir } = this.config;
    const [given, restore] = encryptionKey
      ? ['LLM_PROXY__ENCRYPTION_KEY', 'set it to that key again, or name that key in LLM_PROXY__ENCRYPTION_KEYS_OLD']
      : [`encryption.key in ${dataDir}`, 'put the former file back, or set LLM_PROXY__ENCRYPTION_KEY to that key'];
    return new ConfigError([
      `${given} is not the key that the secrets in this database are sealed with (it is key ${this.keys.currentId}, they need ${neededId}): ${restore}; "gophergate key forget --yes" gives up secrets whose key is lost`,
    ]);
  }
}
