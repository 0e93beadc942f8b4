import type { UsageGrouping, UsageRange } from '@app/contracts';
import type { RequestListService, UsageReports } from '@app/telemetry';
import type { SeededRandom } from '../../support/seeded-random';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin'];
const GROUPINGS: readonly UsageGrouping[] = ['provider', 'model', 'client', 'group'];
const RANGES: readonly (readonly [string, number])[] = [
  ['24 h', DAY_MS],
  ['7 d', 7 * DAY_MS],
  ['30 d', 30 * DAY_MS],
];

/** What is in the database to be asked for. */
export interface KnownNames {
  readonly clients: readonly string[];
  readonly groups: readonly string[];
  readonly models: readonly { readonly providerId: string; readonly model: string }[];
  readonly requestIds: readonly string[];
  /** Of the newest row, epoch milliseconds. */
  readonly now: number;
}

/** One query of a page of the dashboard, asked again and again with other arguments. */
export interface Question {
  readonly name: string;
  readonly ask: () => Promise<unknown>;
}

export function questionsOf(
  reports: UsageReports,
  list: RequestListService,
  names: KnownNames,
  random: SeededRandom,
): Question[] {
  const rangeOf = (lengthMs: number): UsageRange => {
    const to = names.now - random.below(12) * HOUR_MS;
    return { from: to - lengthMs, to, zone: random.pick(ZONES) };
  };
  const client = (): string => random.pick(names.clients);
  const model = (): KnownNames['models'][number] => random.pick(names.models);
  const recent = (): { from: number; to: number } => ({ from: names.now - DAY_MS, to: names.now });

  return [
    ...RANGES.flatMap(([label, lengthMs]): Question[] => [
      { name: `summary, ${label}`, ask: () => reports.summary(rangeOf(lengthMs)) },
      { name: `summary of a client, ${label}`, ask: () => reports.summary(rangeOf(lengthMs), { clientId: client() }) },
      ...GROUPINGS.flatMap((by): Question[] => [
        {
          name: `course by ${by}, ${label}`,
          ask: () => reports.timeSeries({ range: rangeOf(lengthMs), filter: {}, by }),
        },
        {
          name: `table by ${by}, ${label}`,
          ask: () => reports.breakdown({ range: rangeOf(lengthMs), filter: {}, by }),
        },
      ]),
      {
        name: `table of errors, ${label}`,
        ask: () => reports.breakdown({ range: rangeOf(lengthMs), filter: {}, by: 'error' }),
      },
      {
        name: `table of targets, ${label}`,
        ask: () =>
          reports.breakdown({
            range: rangeOf(lengthMs),
            filter: { groupName: random.pick(names.groups) },
            by: 'target',
          }),
      },
      {
        name: `client with model, ${label}`,
        ask: () => reports.summary(rangeOf(lengthMs), { clientId: client(), ...model() }),
      },
      {
        name: `models of a client, ${label}`,
        ask: () => reports.breakdown({ range: rangeOf(lengthMs), filter: { clientId: client() }, by: 'model' }),
      },
      {
        name: `clients of a model, ${label}`,
        ask: () => reports.breakdown({ range: rangeOf(lengthMs), filter: model(), by: 'client' }),
      },
    ]),
    {
      name: 'client in a group, from rows, 1 h',
      ask: () => reports.summary(rangeOf(HOUR_MS), { clientId: client(), groupName: random.pick(names.groups) }),
    },
    { name: 'requests, first page', ask: () => list.page(recent()) },
    {
      name: 'requests of a client',
      ask: () => list.page({ from: names.now - 30 * DAY_MS, to: names.now, clientId: client() }),
    },
    { name: 'requests that failed', ask: () => list.page({ ...recent(), outcome: 'failed' }) },
    { name: 'requests that nobody made', ask: () => list.page({ ...recent(), errorCode: 'no_such_code' }) },
    { name: 'one request', ask: () => list.page({ requestId: random.pick(names.requestIds) }) },
  ];
}
