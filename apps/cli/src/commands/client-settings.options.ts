import { Option } from 'nest-commander';
import { UNLIMITED, type ClientSettings } from '@app/auth';
import type { ClientAccess } from '@app/contracts';
import { changedLimits, LimitsCommand, type LimitOptions } from './client-limits';
import { instantOf } from './instant-of';
import { changed, listOf, NONE, type None } from './option-values';

/** All that an administrator decides about a client, beside its name. "none" takes a limit away. */
export interface ClientSettingsOptions extends LimitOptions {
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly expiresAt?: number | None;
  readonly allowedModels?: readonly string[] | None;
  readonly allowedAddresses?: readonly string[] | None;
}

const NOTHING_SAID: Pick<ClientSettings, 'limits' | 'access' | 'expiresAt'> = {
  limits: UNLIMITED,
  access: { allowedModels: null, allowedAddresses: null },
  expiresAt: null,
};

/** The settings that the options name, on top of those there are. */
export function settingsFrom(
  options: ClientSettingsOptions,
  before: Pick<ClientSettings, 'limits' | 'access' | 'expiresAt'> = NOTHING_SAID,
): Partial<ClientSettings> {
  const { description, tags } = options;
  const access: ClientAccess = {
    allowedModels: changed(before.access.allowedModels, options.allowedModels),
    allowedAddresses: changed(before.access.allowedAddresses, options.allowedAddresses),
  };
  return {
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags }),
    ...{
      access,
      limits: changedLimits(before.limits, options),
      expiresAt: changed(before.expiresAt, options.expiresAt),
    },
  };
}

/** A command that takes every setting of a client. */
export abstract class ClientSettingsCommand extends LimitsCommand {
  @Option({ flags: '--description <text>', description: 'what it is for' })
  parseDescription(text: string): string {
    return text;
  }

  @Option({ flags: '--tags <list>', description: 'words to find it by, such as team-a,production; "none" for no tags' })
  parseTags(text: string): string[] {
    return text === NONE ? [] : listOf(text);
  }

  @Option({ flags: '--expires-at <time>', description: 'its key works until then (UTC), e.g. 2027-01-01; or "none"' })
  parseExpiresAt(text: string): number | None {
    return text === NONE ? NONE : instantOf('--expires-at', text);
  }

  @Option({ flags: '--allowed-models <list>', description: 'models and groups it may ask for; or "none" for all' })
  parseAllowedModels(text: string): string[] | None {
    return text === NONE ? NONE : listOf(text);
  }

  @Option({
    flags: '--allowed-addresses <list>',
    description: 'addresses and ranges it may come from; or "none" for all',
  })
  parseAllowedAddresses(text: string): string[] | None {
    return text === NONE ? NONE : listOf(text);
  }
}
