import { GatewayError, usdText } from '@app/common';
import type { ClientBudget, ClientIdentity } from '@app/contracts';

const PER: Readonly<Record<ClientBudget['period'], string>> = {
  day: ' for this day (UTC)',
  month: ' for this month (UTC)',
  total: '',
};

/** The client's budget is used up. Trying again does not help before the next period, or an administrator, comes. */
export class InsufficientQuotaError extends GatewayError {
  readonly code = 'insufficient_quota';
  readonly httpStatus = 429;
  override readonly shouldRetry = false;

  constructor(
    { name }: ClientIdentity,
    budget: ClientBudget,
    spentNanoUsd: number,
    reservedNanoUsd: number,
    endsAt: number | undefined,
  ) {
    const reserved = reservedNanoUsd > 0 ? ` and $${usdText(reservedNanoUsd)} is reserved by requests under way` : '';
    const renewal = endsAt === undefined ? '' : ` It renews at ${new Date(endsAt).toISOString()}.`;
    super(
      `The budget of client "${name}", $${usdText(budget.nanoUsd)}${PER[budget.period]}, is used up: ` +
        `$${usdText(spentNanoUsd)} is spent${reserved}.${renewal} Models that are free can still be used.`,
    );
  }

  override get type(): string {
    return 'insufficient_quota';
  }
}
