import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PriceImportPreview } from '@app/contracts/admin';
import { AuditRepository, ControlChanges } from '@app/persistence';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { loggedIn, type AdminClient } from '../support/admin-client';
import { CommandLine } from '../support/command-line';
import { TestGateway } from '../support/test-gateway';

const MODEL = 'openai/gpt-5.4-mini';
const LIST = `model,label,input,output\n${MODEL},negotiated,0.3,2\nopenai/gpt-5.4-nano,negotiated,0.1,\n`;

let simulator: Simulator;
let gateway: TestGateway;
let admin: AdminClient;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  gateway = await TestGateway.start({ simulator });
  admin = await loggedIn(gateway, { username: 'admin' });
});
afterEach(() => gateway.stop());

async function ask(path: string, csv: string, expectedDigest?: string) {
  const { status, body } = await admin.post(`/api/prices/import${path}`, {
    csv,
    ...(expectedDigest && { expectedDigest }),
  });
  return {
    status,
    code: body.error?.code,
    message: body.error?.message,
    preview: body as object as PriceImportPreview,
  };
}
const actionsOf = ({ rows }: PriceImportPreview): string[] => rows.map(({ line, action }) => `${line} ${action}`);
const version = (): Promise<number> => gateway.get(ControlChanges).version();

describe('a list of prices', () => {
  it('is looked at, taken over, and then in force', async () => {
    const before = await version();
    const { preview } = await ask('/preview', LIST);
    expect(actionsOf(preview)).toEqual(['2 new', '3 new']);
    expect(await version()).toBe(before);

    expect(await ask('', LIST, preview.digest)).toMatchObject({ status: 200, preview: { counts: { new: 2 } } });
    const answer = await gateway.chat({ model: MODEL });
    const row = await gateway.rowOf(answer);
    const { prompt_tokens: input = 0, completion_tokens: output = 0 } = answer.body.usage ?? {};
    expect(row.costNanoUsd).toBe(input * 300 + output * 2_000);
    const { items } = (await admin.get('/api/audit?entity=price')).body as { items?: { action: string }[] };
    expect(items?.map(({ action }) => action)).toEqual(['price.create', 'price.create']);
  });

  it('changes nothing the second time', async () => {
    await ask('', LIST);
    const [before, entries] = [await version(), (await gateway.get(AuditRepository).check()).entries];
    expect(await ask('', LIST)).toMatchObject({
      status: 200,
      preview: { counts: { new: 0, changed: 0, unchanged: 2 } },
    });
    expect([await version(), (await gateway.get(AuditRepository).check()).entries]).toEqual([before, entries]);
  });

  it('tells what a changed line was and would be', async () => {
    await ask('', LIST);
    const { preview } = await ask('/preview', LIST.replace('0.3', '0.35'));
    expect(actionsOf(preview)).toEqual(['2 changed', '3 unchanged']);
    expect(preview.rows[0]).toMatchObject({
      before: { rates: { input: 300_000 } },
      after: { rates: { input: 350_000 } },
    });
  });

  it('comes back as it was exported', async () => {
    await ask('', `${LIST}openai/gpt-5.4,=sum(1),5,20\n"support team","a, ""b""",1,1\n`.replace(/"support.*\n/, ''));
    const list = (await admin.get('/api/prices/export')).text;
    expect(list).toContain(`"'=sum(1)"`);
    const { preview } = await ask('/preview', list);
    expect(preview.counts).toEqual({ new: 0, changed: 0, unchanged: 3, refused: 0 });
  });

  it.each<[string, string, RegExp]>([
    ['an unknown model', `${LIST}nobody/ghost,x,1,1\n`, /line 4: "nobody\/ghost" names no model/],
    ['a model without its provider', `${LIST}gpt-5.4,x,1,1\n`, /line 4/],
    ['no price', `${LIST}${MODEL},x,free,1\n`, /line 4: "free" in the column input/],
    ['too many decimals', `${LIST}${MODEL},x,0.0000001,1\n`, /line 4/],
    ['a line that is too short', `${LIST}${MODEL},x\n`, /line 4: it has 2 cells/],
    ['the same twice', `${LIST}${MODEL},negotiated,1,1\n`, /line 4: it says the same as line 2/],
  ])('is refused as a whole for %s', async (_, csv, message) => {
    const before = await version();
    expect(await ask('', csv)).toMatchObject({
      status: 422,
      code: 'invalid_price_list',
      message: expect.stringMatching(message),
    });
    expect(await version()).toBe(before);
    expect((await ask('/preview', csv)).preview.counts).toMatchObject({ new: 2, refused: 1 });
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /is empty/],
    ['an unknown column', 'model,input,vat\n', /vat/],
    ['a column twice', 'model,input,input\n', /twice/],
    ['no column of models', 'input\n1\n', /no column model/],
    ['an open quote', 'model,input\n"a', /Line 2/],
  ])('is none: %s', async (_, csv, message) => {
    expect(await ask('', csv)).toMatchObject({ status: 400, message: expect.stringMatching(message) });
  });

  it('is not taken over when it is another one than was looked at', async () => {
    const { preview } = await ask('/preview', LIST);
    await ask('', `model,label,input\n${MODEL},negotiated,9\n`);
    expect(await ask('', LIST, preview.digest)).toMatchObject({ status: 409, code: 'price_list_changed' });
  });

  it('leaves alone what a list cannot say', async () => {
    const price = {
      label: 'negotiated',
      rates: { input: 1, output: 1 },
      promo: { from: '2026-12-01', to: '2026-12-31', percentOff: 50 },
    };
    expect((await admin.post('/api/prices', { subjectKind: 'model', subject: MODEL, price })).status).toBe(400);
    const whole = { ...price, rates: { input: 1, cachedInput: null, cacheWrite: null, output: 1 } };
    expect((await admin.post('/api/prices', { subjectKind: 'model', subject: MODEL, price: whole })).status).toBe(201);
    expect((await ask('/preview', LIST)).preview.rows[0]).toMatchObject({
      action: 'refused',
      problem: expect.stringMatching(/promos/),
    });
    expect((await admin.get('/api/prices/export')).text).not.toContain(MODEL);
  });
});

describe('models import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gophergate-'));
  const file = join(folder, 'prices.csv');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('does the same on the command line', async () => {
    const line = new CommandLine({ LLM_PROXY__DATA_DIR: folder });
    writeFileSync(file, LIST);
    expect(await line.call(['models', 'import', file, '--dry-run'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/2 new/),
    });
    expect(await line.call(['models', 'import', file])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--yes/),
    });
    expect(await line.call(['models', 'import', file, '--yes'])).toMatchObject({ code: 0 });
    expect(await line.call(['models', 'import', file, '--yes'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/2 unchanged/),
    });
    writeFileSync(file, `${LIST}nobody/ghost,x,1,1\n`);
    expect(await line.call(['models', 'import', file, '--yes'])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/names no model/),
    });
  });
});
