import type { RequestRecord } from '@app/contracts';
import { nanoUsdOfFormula } from '@app/pricing';
import { startAnsweringVendor, type AnsweringVendor } from '../support/answering-vendor';
import { saveGroups } from '../support/groups';
import { expectRefusal } from '../support/refusal';
import { TestGateway } from '../support/test-gateway';

/** Models end; these prices are of this day. */
const TODAY = Date.parse('2026-11-22T12:00:00Z');

let vendor: AnsweringVendor;

beforeAll(async () => {
  jest.spyOn(Date, 'now').mockReturnValue(TODAY);
  vendor = await startAnsweringVendor();
});
afterAll(async () => {
  await vendor.close();
  jest.restoreAllMocks();
});

async function started(unpriced: string): Promise<TestGateway> {
  const environment = { LLM_PROXY__PRICING__UNPRICED: unpriced };
  const gateway = await TestGateway.start({ simulator: vendor, environment });
  await saveGroups(gateway, { mixed: ['openai/unheard', 'gpt-4o'], mystery: ['openai/unheard'] });
  return gateway;
}

describe('by default', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await started('allow');
  });
  afterAll(() => gateway.stop());

  const rowFor = async (model: string, form: 'JSON' | 'stream'): Promise<RequestRecord> => {
    const seen = form === 'JSON' ? await gateway.chat({ model }) : await gateway.stream({ model });
    return gateway.rowOf(seen);
  };

  // 1,000 × 2.50 and 100 × 10 USD per million.
  const LIST = 3_500_000;

  describe.each(['JSON', 'stream'] as const)('an answer as %s', (form) => {
    it.each([
      ['default', 'gpt-4o', 'priced', LIST],
      ['flex', 'gpt-4o', 'priced', LIST / 2],
      ['priority', 'gpt-4o', 'unpriced', null],
      ['priority', 'gpt-5.4', 'priced', 2 * (1_000 * 2_500 + 100 * 15_000)],
    ])('served at the tier %s costs what that tier of %s costs', async (tier, model, costState, costNanoUsd) => {
      vendor.says({ model, service_tier: tier });
      const row = await rowFor(model, form);
      expect(row).toMatchObject({ costState, costNanoUsd, usageDetails: { serviceTier: tier } });
      expect(row.costFormula && nanoUsdOfFormula(row.costFormula)).toBe(costNanoUsd);
    });

    it('from a model that the catalogue lacks, asked for by a group, has no price', async () => {
      vendor.says({ model: 'deepseek-v9' });
      const row = await rowFor('deepseek-auto', form);
      expect(row).toMatchObject({ groupName: 'deepseek-auto', servedModel: 'deepseek-v9' });
      expect(row).toMatchObject({ costState: 'unpriced', costNanoUsd: null });
    });
  });
});

describe('where models without a price are blocked', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await started('block');
    vendor.says({ model: 'gpt-4o' });
  });
  afterAll(() => gateway.stop());

  it('one is refused, with what to do', async () => {
    const { message } = expectRefusal(await gateway.chat({ model: 'openai/unheard' }), 400, 'model_unpriced');
    expect(message).toContain('LLM_PROXY__PRICING__UNPRICED');
  });

  it('a group passes over it', async () => {
    const row = await gateway.rowOf(await gateway.chat({ model: 'mixed' }));
    expect(row).toMatchObject({ sentModel: 'gpt-4o', costState: 'priced', attempts: 1 });
  });

  it('a group of nothing else says why it has no target', async () => {
    const { message } = expectRefusal(await gateway.chat({ model: 'mystery' }), 503, 'no_target_available');
    expect(message).toContain('unheard has no price');
  });

  it('a local model is served: what is free has a price', async () => {
    vendor.says({ model: 'llama' });
    const row = await gateway.rowOf(await gateway.chat({ model: 'ollama/llama' }));
    expect(row).toMatchObject({ costState: 'free', costNanoUsd: 0 });
  });
});

describe('where the dearest price is assumed', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await started('assume_dearest');
  });
  afterAll(() => gateway.stop());

  it('a model without a price costs what the dearest of its provider would', async () => {
    vendor.says({ model: 'unheard' });
    const row = await gateway.rowOf(await gateway.chat({ model: 'openai/unheard' }));
    // gpt-5.4-pro, at 30 and 180 USD per million.
    expect(row).toMatchObject({
      costState: 'priced',
      costNanoUsd: 1_000 * 30_000 + 100 * 180_000,
      costFormula: { pricedBy: 'dearest_of_provider', subject: 'openai/gpt-5.4-pro' },
    });
  });
});
