import type { ProviderTuning } from '@app/contracts';
import type { ProviderView, UpdateProviderRequest } from '@app/contracts/admin';
import { badNumbers } from '../../shared/ui/typed-number';

/** What is stored of a provider as it is typed; empty for "as the environment has it". */
export interface ProviderFields {
  readonly isEnabled: '' | 'yes' | 'no';
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly connectMs: string;
  readonly firstByteMs: string;
  readonly idleMs: string;
  readonly totalMs: string;
  readonly maxInFlight: string;
  readonly errorPercent: string;
  readonly volume: string;
  readonly resetMs: string;
}

export function fieldsOf({ stored: { isEnabled, baseUrl, tuning } }: ProviderView): ProviderFields {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  const { limits = {}, maxInFlight, breaker = {} } = tuning;
  return {
    ...{ isEnabled: isEnabled === null ? '' : isEnabled ? 'yes' : 'no', apiKey: '', baseUrl: baseUrl ?? '' },
    ...{ connectMs: text(limits.connectMs), firstByteMs: text(limits.firstByteMs) },
    ...{ idleMs: text(limits.idleMs), totalMs: text(limits.totalMs), maxInFlight: text(maxInFlight) },
    ...{ errorPercent: text(breaker.errorPercent), volume: text(breaker.volume), resetMs: text(breaker.resetMs) },
  };
}

/** Fields that hold no number though they should; nothing is sent while there are any. */
export function badFieldsOf(fields: ProviderFields): readonly (keyof ProviderFields)[] {
  const { connectMs, firstByteMs, idleMs, totalMs, maxInFlight, errorPercent, volume, resetMs } = fields;
  return badNumbers({ connectMs, firstByteMs, idleMs, totalMs, maxInFlight, errorPercent, volume, resetMs });
}

/** A key that was not typed stays as it is. */
export function requestOf(fields: ProviderFields, before: ProviderTuning): UpdateProviderRequest {
  const given = <Name extends string>(names: Readonly<Record<Name, string>>) => {
    const typed = Object.entries<string>(names).filter(([, text]) => text.trim() !== '');
    return typed.length === 0 ? undefined : Object.fromEntries(typed.map(([name, text]) => [name, Number(text)]));
  };
  const { connectMs, firstByteMs, idleMs, totalMs, errorPercent, volume, resetMs } = fields;
  const limits = given({ connectMs, firstByteMs, idleMs, totalMs });
  const breaker = given({ errorPercent, volume, resetMs });
  return {
    isEnabled: fields.isEnabled === '' ? null : fields.isEnabled === 'yes',
    baseUrl: fields.baseUrl.trim() === '' ? null : fields.baseUrl.trim(),
    ...(fields.apiKey.trim() !== '' && { apiKey: fields.apiKey.trim() }),
    tuning: {
      ...(before.headers && { headers: before.headers }),
      ...(limits && { limits }),
      ...(breaker && { breaker }),
      ...(fields.maxInFlight.trim() !== '' && { maxInFlight: Number(fields.maxInFlight) }),
    },
  };
}
