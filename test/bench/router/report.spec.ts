import type { Fit } from './fit';
import type { RouterReport, SuiteReport } from './measure-routers';
import { fitText, reportText } from './report';

const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
const router = (name: string, more: Partial<RouterReport> = {}): RouterReport => ({
  router: name,
  figures: {
    apgr: estimate(0.61),
    cpt50: estimate(0.4),
    cpt80: estimate(0.7),
    falseCheap: estimate(0.15),
    waste: estimate(0.25),
  },
  p99Ms: 0.0512,
  ...more,
});
const suite = (more: Partial<SuiteReport> = {}): SuiteReport => ({
  suite: 'sums',
  prompts: 1_234,
  weak: 0.6125,
  strong: 0.75,
  routers: [router('score', { tiers: [0.2, 0.45, 0.35] }), router('length')],
  scoreLessLength: estimate(0.05),
  isAimReached: true,
  ...more,
});

describe('reportText', () => {
  const lines = reportText([suite()]).split('\n');

  it('says what was measured', () => {
    expect(lines[0]).toBe('sums: 1234 prompts of the reporting half; weak 61.3%, strong 75.0% correct');
  });

  it('has a heading over each column', () => {
    const [, heading = '', row = ''] = lines;
    for (const [title, cell] of [
      ['APGR', '0.610 (0.510..0.710)'],
      ['CPT50', '0.400 (0.300..0.500)'],
      ['CPT80', '0.700 (0.600..0.800)'],
      ['false-cheap@50%', '0.150 (0.050..0.250)'],
      ['waste@50%', '0.250 (0.150..0.350)'],
      ['tiers', '20.0%/45.0%/35.0%'],
      ['  p99', '0.0512 ms'],
    ] as const) {
      expect(row).toContain(cell);
      if (title !== '  p99') expect(heading.indexOf(title)).toBe(row.indexOf(cell));
    }
  });

  it('has a dash for a router without tiers', () => {
    expect(lines[3]).toMatch(/^length .* -\s+0\.0512 ms$/);
  });

  it.each([
    [true, 'yes'],
    [false, 'NO'],
  ])('tells whether the aim is reached: %s', (isAimReached, word) => {
    const text = reportText([suite({ isAimReached })]);
    expect(text).toContain('score - length, APGR, paired: 0.050 (-0.050..0.150)');
    expect(text.endsWith(`lower bound of the score at or above the length: ${word}`)).toBe(true);
  });

  it('keeps suites apart', () => {
    expect(reportText([suite(), suite({ suite: 'words' })])).toContain('\n\nwords: ');
  });
});

describe('fitText', () => {
  it('prints what goes into the tables', () => {
    const points = { length: 1.5, tasks: 9 } as Fit['points'];
    const text = fitText({ points, shareTable: [0, 9.5, 70], crossValidated: new Map([['sums', 0.62345]]) });
    expect(text.split('\n')).toEqual([
      'APGR by cross-validation in the fitting half: sums 0.623',
      'Points for each doubling:',
      '  length: 1.5',
      '  tasks: 9',
      'Share table: [0, 9.5, 70]',
    ]);
  });
});
