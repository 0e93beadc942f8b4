import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const PLANTED = join(__dirname, 'planted');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const PLANT = /^\/\/ breaks: (.+)$/m;

interface CruiseReport {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** Runs what `npm run check:graph` runs, on the `apps` and `libs` below `folder`. */
async function cruise(folder: string): Promise<CruiseReport['summary']> {
  const command = [CRUISER, '--config', CONFIG, '--output-type', 'json', 'apps', 'libs'];
  const run = promisify(execFile)(process.execPath, command, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  // The exit code is the number of violations; the report is complete either way. A faulty rule leaves no report.
  const { stdout, stderr } = await run.catch((error: unknown) => error as { stdout: string; stderr: string });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as CruiseReport).summary;
}

const findings = ({ violations }: CruiseReport['summary']): string[] =>
  [...new Set(violations.map(({ from, rule }) => `${rule.name} in ${from}`))].sort();

/** What the planted files say of themselves: `// breaks: <rule>, <rule>`. */
const plants = (): string[] =>
  globSync('{apps,libs,test}/**/*.ts', { cwd: PLANTED })
    .flatMap((file) => {
      const rules = PLANT.exec(readFileSync(join(PLANTED, file), 'utf8'))?.[1]?.split(', ') ?? [];
      return rules.map((rule) => `${rule} in ${file}`);
    })
    .sort();

describe('the import law', () => {
  let planted: CruiseReport['summary'];

  beforeAll(async () => {
    planted = await cruise(PLANTED);
  });

  it('fires where a violation is planted, and nowhere else', () => {
    expect(findings(planted)).toEqual(plants());
  });

  it('has a planted violation for every rule', () => {
    const rules = planted.ruleSetUsed.forbidden.map(({ name }) => name);
    const proven = new Set(plants().map((plant) => plant.split(' in ')[0]));
    expect(rules.filter((rule) => !proven.has(rule))).toEqual([]);
  });

  it('is kept by the tree', async () => {
    const report = await cruise(ROOT);
    expect(findings(report)).toEqual([]);
    expect(report.totalCruised).toBeGreaterThan(100);
  });
});
