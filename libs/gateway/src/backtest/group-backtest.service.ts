import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, GatewayError } from '@app/common';
import type { Group } from '@app/contracts';
import type { BacktestReport } from '@app/contracts/admin';
import {
  GroupDirectory,
  GroupNotFoundError,
  InvalidGroupError,
  RouterService,
  groupProblems,
  readSettings,
  snapshotOf,
  UndecidedError,
  type GroupSnapshot,
  type Route,
} from '@app/routing';
import { RequestListService } from '@app/telemetry';
import { RouteCosts } from '../exchange/route-costs.service';
import { usageOfRow } from '../repricing/usage-of-row';
import { BacktestTotals, type Replayed } from './backtest-totals';
import { contextOf, decisionOf, requestOf, type StoredDecision } from './stored-decision';

const DEFAULT_LIMIT = 1_000;
const LOOK_BACK_MS = 90 * 86_400_000;
const ROWS_A_PAGE = 200;
/** Rows that went by another way are passed over; no more of them than this. */
const MAX_PAGES = 500;

export interface BacktestOrder {
  readonly group: string;
  /** As it would be; absent: as it is saved. */
  readonly draft?: Group;
  readonly limit?: number;
}

/** Has stored decisions made again by a draft of their group. */
@Injectable()
export class GroupBacktest {
  constructor(
    private readonly directory: GroupDirectory,
    private readonly router: RouterService,
    private readonly requests: RequestListService,
    private readonly costs: RouteCosts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws GroupNotFoundError, InvalidGroupError for a draft that could not be saved */
  async report({ group: name, draft, limit = DEFAULT_LIMIT }: BacktestOrder): Promise<BacktestReport> {
    const present = this.directory.snapshot();
    const saved = present.get(name)?.group;
    if (!saved) throw new GroupNotFoundError(name);
    const worlds = { present, draft: withDraft(present, draft ?? saved) };
    const threshold = thresholdOf(saved);
    const totals = new BacktestTotals();
    const times: number[] = [];
    for await (const decision of this.decisions(name, limit)) {
      times.push(decision.row.startedAt);
      const [before, after] = [
        await this.replay(decision, name, worlds.present, threshold),
        await this.replay(decision, name, worlds.draft, threshold),
      ];
      if (!before || !after) totals.noteUndecided();
      else totals.add(`${decision.row.providerId ?? ''}/${decision.row.sentModel ?? ''}`, before, after);
    }
    const [to = null, from = null] = [times[0], times.at(-1)];
    return { group: name, from, to, ...totals.sums(), caveats: caveatsOf(saved, draft ?? saved) };
  }

  /** The newest first. */
  private async *decisions(name: string, limit: number): AsyncGenerator<StoredDecision> {
    const filter = { from: this.clock.now() - LOOK_BACK_MS };
    let [left, cursor]: [number, string | null | undefined] = [limit, undefined];
    for (let page = 0; page < MAX_PAGES && cursor !== null; page++) {
      const { requests, nextCursor } = await this.requests.page(filter, {
        limit: ROWS_A_PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const decision of requests.flatMap((row) => decisionOf(row, name) ?? [])) {
        if (left-- <= 0) return;
        yield decision;
      }
      cursor = nextCursor;
      // A gateway is serving on the same thread.
      await nextTurn();
    }
  }

  /** undefined where the stored findings do not decide, or nothing can be asked. */
  private async replay(
    decision: StoredDecision,
    name: string,
    groups: GroupSnapshot,
    threshold: number,
  ): Promise<Replayed | undefined> {
    try {
      const plan = this.router.plan(requestOf(decision, name), groups);
      const { routes } = await this.router.choose(plan, contextOf(decision, threshold));
      return routes[0] && this.priced(decision, routes[0]);
    } catch (error) {
      if (error instanceof UndecidedError || error instanceof GatewayError) return undefined;
      throw error;
    }
  }

  private priced({ row }: StoredDecision, route: Route): Replayed {
    const target = `${route.providerId}/${route.model}`;
    const used = usageOfRow(row);
    if (!used) return { target, nanoUsd: 0 };
    // A vendor's tier belongs to the model that was asked.
    const { serviceTier: _, ...usage } = used;
    const endedAt = row.startedAt + Math.trunc(row.latencyMs);
    return { target, nanoUsd: this.costs.costOf(route, usage, undefined, row.usageDetails?.images, endedAt).nanoUsd };
  }
}

/** @throws InvalidGroupError */
function withDraft(saved: GroupSnapshot, draft: Group): GroupSnapshot {
  const all = new Map([...saved].map(([name, { group }]) => [name, group]));
  all.set(draft.name, draft);
  const problems = groupProblems(draft, all);
  if (problems.length > 0) throw new InvalidGroupError(draft.name, problems);
  return snapshotOf([...all.values()]);
}

function thresholdOf({ strategy, settings }: Group): number {
  return strategy === 'classifier' ? readSettings('classifier', settings).settings.threshold : 1;
}

function wordsOf({ strategy, settings }: Group): readonly string[] {
  if (strategy !== 'heuristic' && strategy !== 'classifier') return [];
  return (readSettings(strategy, settings).settings.keywords ?? []).flatMap(({ words }) => words);
}

function caveatsOf(saved: Group, draft: Group): string[] {
  const known = new Set(wordsOf(saved));
  const caveats = ['Costs are those of the tokens that were used; another model would have used others.'];
  if (wordsOf(draft).some((word) => !known.has(word)))
    caveats.push('Prompts are not stored, so words that only the draft has are found in none of them.');
  return caveats;
}
