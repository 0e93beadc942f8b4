import type { BudgetPeriod, ClientLimits } from '@app/contracts';
import type { ClientView, CreateClientRequest, UpdateClientRequest } from '@app/contracts/admin';
import { badNumbers, typedNumber } from '../../shared/ui/typed-number';

const NANO = 1_000_000_000;

/** A client as it is typed: every field a text, empty for "no limit". */
export interface ClientFields {
  readonly name: string;
  readonly description: string;
  readonly tags: string;
  readonly requestsPerMinute: string;
  readonly tokensPerMinute: string;
  readonly concurrentRequests: string;
  readonly budgetUsd: string;
  readonly budgetPeriod: BudgetPeriod;
  readonly allowedModels: readonly string[];
  readonly allowedAddresses: string;
  /** `2026-12-31`, or empty. */
  readonly expiresOn: string;
}

export const NO_FIELDS: ClientFields = {
  ...{ name: '', description: '', tags: '', requestsPerMinute: '', tokensPerMinute: '', concurrentRequests: '' },
  ...{ budgetUsd: '', budgetPeriod: 'month', allowedModels: [], allowedAddresses: '', expiresOn: '' },
};

export function fieldsOf(client: ClientView): ClientFields {
  const { requestsPerMinute, tokensPerMinute, concurrentRequests, budget } = client.limits;
  const text = (value: number | null): string => (value === null ? '' : String(value));
  return {
    name: client.name,
    description: client.description,
    tags: client.tags.join(', '),
    requestsPerMinute: text(requestsPerMinute),
    tokensPerMinute: text(tokensPerMinute),
    concurrentRequests: text(concurrentRequests),
    budgetUsd: budget ? String(budget.nanoUsd / NANO) : '',
    budgetPeriod: budget?.period ?? 'month',
    allowedModels: client.access.allowedModels ?? [],
    allowedAddresses: (client.access.allowedAddresses ?? []).join(', '),
    expiresOn: client.expiresAt === null ? '' : new Date(client.expiresAt).toISOString().slice(0, 10),
  };
}

/** Fields that hold no number though they should; nothing is sent while there are any. */
export function badFieldsOf(fields: ClientFields): readonly (keyof ClientFields)[] {
  const { requestsPerMinute, tokensPerMinute, concurrentRequests, budgetUsd } = fields;
  return badNumbers({ requestsPerMinute, tokensPerMinute, concurrentRequests, budgetUsd });
}

/** What is sent of a new client; the API says what else is wrong with it. */
export function requestOf(fields: ClientFields): CreateClientRequest {
  const addresses = listOf(fields.allowedAddresses, /[\s,]+/);
  return {
    name: fields.name.trim(),
    description: fields.description.trim(),
    tags: listOf(fields.tags, ','),
    limits: limitsOf(fields),
    access: {
      allowedModels: fields.allowedModels.length === 0 ? null : fields.allowedModels,
      allowedAddresses: addresses.length === 0 ? null : addresses,
    },
    // The day it names is the last one.
    expiresAt: fields.expiresOn === '' ? null : Date.parse(`${fields.expiresOn}T23:59:59.999Z`),
  };
}

/** What was changed of a client. What was not keeps its very value: a day here may be a moment there. */
export function changeOf(client: ClientView, fields: ClientFields): UpdateClientRequest {
  const [before, after] = [requestOf(fieldsOf(client)), requestOf(fields)];
  const names = Object.keys(after) as (keyof CreateClientRequest)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

function limitsOf(fields: ClientFields): ClientLimits {
  const number = (text: string): number | null => typedNumber(text) ?? null;
  const budgetUsd = number(fields.budgetUsd);
  return {
    requestsPerMinute: number(fields.requestsPerMinute),
    tokensPerMinute: number(fields.tokensPerMinute),
    concurrentRequests: number(fields.concurrentRequests),
    budget: budgetUsd === null ? null : { nanoUsd: Math.round(budgetUsd * NANO), period: fields.budgetPeriod },
  };
}

function listOf(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
