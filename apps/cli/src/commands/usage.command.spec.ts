import type { RecountedDay, RecountService } from '@app/telemetry';
import { RecountCommand } from './usage.command';

const DAY = Date.parse('2026-11-20T00:00:00Z');
const same: RecountedDay = { day: '2026-11-20', state: 'same', requests: 12, differing: 0, differences: [] };
const different: RecountedDay = {
  day: '2026-11-21',
  state: 'different',
  requests: 3,
  differing: 40,
  differences: [
    {
      grain: 'hour',
      bucket: DAY + 86_400_000,
      dimension: 'model',
      entity: 'some-provider',
      detail: 'some-model',
      outcome: 'failed',
      isStream: true,
      counters: [
        { counter: 'requests', rows: 3, rollUp: 2 },
        { counter: 'costNanoUsd', rows: 30, rollUp: 20 },
      ],
    },
  ],
};

describe('usage recount', () => {
  let written: jest.SpyInstance;
  let exitCode: typeof process.exitCode;
  beforeEach(() => {
    exitCode = process.exitCode;
    process.exitCode = undefined;
    written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    process.exitCode = exitCode;
    jest.restoreAllMocks();
  });

  const commandFor = (...days: RecountedDay[]) => {
    const recount = jest.fn(async function* () {
      yield* days;
    });
    const service: Pick<RecountService, 'recount'> = { recount };
    return { command: new RecountCommand(service as RecountService), recount };
  };
  const output = (): string => written.mock.calls.map(([text]) => String(text)).join('');

  it('asks for one day when no last one is given', async () => {
    const { command, recount } = commandFor(same);
    await command.run([], { from: DAY });
    expect(recount).toHaveBeenCalledWith({ from: DAY, to: DAY, isRepairing: false });
  });

  it('hands on the range and the wish to repair', async () => {
    const { command, recount } = commandFor(same);
    await command.run([], { from: DAY, to: DAY + 1, repair: true });
    expect(recount).toHaveBeenCalledWith({ from: DAY, to: DAY + 1, isRepairing: true });
  });

  it('says where they differ, and fails', async () => {
    await commandFor(same, different).command.run([], { from: DAY });
    expect(output()).toBe(
      [
        'Day\tRequests\tBuckets that differ\tResult',
        '2026-11-20\t12\t0\tsame',
        '2026-11-21\t3\t40\tDIFFERENT',
        'hour 2026-11-21T00:00:00.000Z model some-provider some-model (failed, stream): requests 2 instead of 3, costNanoUsd 20 instead of 30',
        '',
      ].join('\n'),
    );
    expect(process.exitCode).toBe(1);
  });

  it.each(['same', 'repaired', 'removed'] as const)('succeeds when all days are %s', async (state) => {
    await commandFor({ ...same, state }).command.run([], { from: DAY });
    expect(process.exitCode).toBeUndefined();
  });

  it('prints everything for machines', async () => {
    await commandFor(same, different).command.run([], { from: DAY, json: true });
    expect(JSON.parse(output())).toEqual([same, different]);
    expect(process.exitCode).toBe(1);
  });

  it('reads days', () => {
    expect(commandFor().command.parseFrom('2026-11-20')).toBe(DAY);
    expect(commandFor().command.parseTo('2026-11-20')).toBe(DAY);
  });
});
