import type { UsageGrain } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { keptFrom } from './kept-from';
import { DIMENSION_LIST, recordPages, storedTotals } from './read-usage';
import { usageDifferences } from './usage-differences';
import type { UsageDifference } from './usage-differences';
import { GRAIN_MS, USAGE_GRAINS } from './usage-grain';
import { usageOfDay } from './usage-of-day';
import type { BucketUsage } from './usage-of-day';
import { addTotals, USAGE_TABLE } from './write-usage';

/** What a comparison of a day's roll-ups with its rows found. */
export interface DayRecount {
  readonly requests: number;
  /** Buckets that differ, and the first of them. */
  readonly differing: number;
  readonly differences: readonly UsageDifference[];
}

/** More say no more about what is wrong, and a day may have many thousand buckets. */
const MOST_DIFFERENCES = 20;

@Injectable()
export class RecountRepository {
  constructor(private readonly database: Database) {}

  /** Compares a UTC day, all of it as it was at one moment; undefined when its rows are not all kept. */
  recountDay(day: number): Promise<DayRecount | undefined> {
    return this.database.reader.snapshot(async (manager) => {
      const grains = await recountable(manager, day);
      if (grains === undefined) return undefined;
      const differences: UsageDifference[] = [];
      let differing = 0;
      let requests = 0;
      for await (const { grain, bucket, totals } of usageFromRows(manager, day)) {
        if (grain === 'day') requests = requestsIn(totals);
        if (!grains.includes(grain)) continue;
        const found = usageDifferences(grain, totals, await storedTotals(manager, grain, bucket));
        differing += found.length;
        differences.push(...found.slice(0, MOST_DIFFERENCES - differences.length));
      }
      return { requests, differing, differences };
    });
  }

  /**
   * Writes the roll-ups of a UTC day anew from its rows, in one transaction, for which the request log waits.
   * Returns false, and changes nothing, when the rows are not all kept.
   */
  rewriteDay(day: number): Promise<boolean> {
    return this.database.ledger.transaction(async (manager) => {
      const grains = await recountable(manager, day);
      if (grains === undefined) return false;
      for (const grain of grains) await removeBuckets(manager, grain, day);
      for await (const { grain, totals } of usageFromRows(manager, day)) {
        if (grains.includes(grain)) await addTotals(manager, { [grain]: totals });
      }
      return true;
    });
  }
}

/** The grains that a day must still be kept at; undefined when its rows are not all kept. */
async function recountable(manager: EntityManager, day: number): Promise<readonly UsageGrain[] | undefined> {
  const { requests, rollUps } = await keptFrom(manager);
  if (day < requests) return undefined;
  return day < rollUps ? ['day'] : USAGE_GRAINS;
}

function usageFromRows(manager: EntityManager, day: number): AsyncGenerator<BucketUsage> {
  return usageOfDay(day, (from, to) => recordPages(manager, from, to));
}

async function removeBuckets(manager: EntityManager, grain: UsageGrain, day: number): Promise<void> {
  const { driver } = manager.connection;
  await manager.query(
    `DELETE FROM ${USAGE_TABLE[grain]} WHERE dimension IN (${DIMENSION_LIST}) ` +
      `AND bucket >= ${driver.createParameter('from', 0)} AND bucket < ${driver.createParameter('to', 1)}`,
    [day, day + GRAIN_MS.day],
  );
}

function requestsIn(totals: BucketUsage['totals']): number {
  const all = totals.filter(({ dimension }) => dimension === 'all');
  return all.reduce((requests, { sums: [count = 0] }) => requests + count, 0);
}
