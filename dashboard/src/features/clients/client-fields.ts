import type { BudgetPeriod, ClientLimits } from '@app/contracts';
import type { ClientView, CreateClientRequest } from '@app/contracts/admin';

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

/** What is sent; the API says what is wrong with it. */
export function requestOf(fields: ClientFields): CreateClientRequest {
  const addresses = listOf(fields.allowedAddresses);
  return {
    name: fields.name.trim(),
    description: fields.description.trim(),
    tags: listOf(fields.tags),
    limits: limitsOf(fields),
    access: {
      allowedModels: fields.allowedModels.length === 0 ? null : fields.allowedModels,
      allowedAddresses: addresses.length === 0 ? null : addresses,
    },
    // The day it names is the last one.
    expiresAt: fields.expiresOn === '' ? null : Date.parse(`${fields.expiresOn}T23:59:59.999Z`),
  };
}

function limitsOf(fields: ClientFields): ClientLimits {
  const number = (text: string): number | null => (text.trim() === '' ? null : Number(text));
  const budgetUsd = number(fields.budgetUsd);
  return {
    requestsPerMinute: number(fields.requestsPerMinute),
    tokensPerMinute: number(fields.tokensPerMinute),
    concurrentRequests: number(fields.concurrentRequests),
    budget: budgetUsd === null ? null : { nanoUsd: Math.round(budgetUsd * NANO), period: fields.budgetPeriod },
  };
}

function listOf(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
