import { Option } from 'nest-commander';
import { InvalidRequestError, nanoUsdOfText, usdText } from '@app/common';
import type { BudgetPeriod, ClientBudget, ClientLimits } from '@app/contracts';
import { JsonCommand } from './json.command';
import { changed, NONE, type None } from './option-values';

const PERIODS: readonly BudgetPeriod[] = ['day', 'month', 'total'];

/** Limits as the command line has them: "none" takes one away, what is not named stays. A parser's null would become ''. */
export interface LimitOptions {
  readonly rpm?: number | None;
  readonly tpm?: number | None;
  readonly concurrent?: number | None;
  readonly budget?: ClientBudget | None;
}

/** The limits after a change. */
export function changedLimits(limits: ClientLimits, { rpm, tpm, concurrent, budget }: LimitOptions): ClientLimits {
  return {
    requestsPerMinute: changed(limits.requestsPerMinute, rpm),
    tokensPerMinute: changed(limits.tokensPerMinute, tpm),
    concurrentRequests: changed(limits.concurrentRequests, concurrent),
    budget: changed(limits.budget, budget),
  };
}

/** In words, for tables. */
export function limitsText({ requestsPerMinute, tokensPerMinute, concurrentRequests, budget }: ClientLimits): string {
  const parts = [
    requestsPerMinute === null ? undefined : `${requestsPerMinute} requests/min`,
    tokensPerMinute === null ? undefined : `${tokensPerMinute} tokens/min`,
    concurrentRequests === null ? undefined : `${concurrentRequests} at once`,
    budget === null ? undefined : `$${usdText(budget.nanoUsd)}/${budget.period}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? NONE : parts.join(', ');
}

/** A command that takes limits. */
export abstract class LimitsCommand extends JsonCommand {
  @Option({ flags: '--rpm <count>', description: 'requests per minute, or "none"' })
  parseRpm(text: string): number | None {
    return countOf('--rpm', text);
  }

  @Option({ flags: '--tpm <count>', description: 'prompt and output tokens per minute, or "none"' })
  parseTpm(text: string): number | None {
    return countOf('--tpm', text);
  }

  @Option({ flags: '--concurrent <count>', description: 'requests at once, or "none"' })
  parseConcurrent(text: string): number | None {
    return countOf('--concurrent', text);
  }

  @Option({
    flags: '--budget <usd/period>',
    description: 'e.g. 25/month; the period is day, month (UTC) or total; or "none"',
  })
  parseBudget(text: string): ClientBudget | None {
    return budgetOf(text);
  }
}

function countOf(flag: string, text: string): number | None {
  if (text === NONE) return NONE;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidRequestError(`${flag} takes a whole number from 1 on, or "${NONE}", not "${text}".`);
  }
  return count;
}

function budgetOf(text: string): ClientBudget | None {
  if (text === NONE) return NONE;
  const [usd = '', period = 'month', ...rest] = text.split('/');
  const nanoUsd = nanoUsdOfText(usd.replace(/^\$/, ''));
  const found = PERIODS.find((name) => name === period);
  if (nanoUsd === undefined || nanoUsd < 1 || found === undefined || rest.length > 0) {
    throw new InvalidRequestError(
      `--budget takes USD and a period, e.g. 25/month or 0.5/day or 100/total, not "${text}".`,
    );
  }
  return { nanoUsd, period: found };
}
