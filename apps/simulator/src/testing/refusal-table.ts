import { startSimulator, type Simulator } from '../simulator.server';
import type { VendorId } from '../vendor';
import { userSays, vendorClient } from './vendor-client';

/** What is changed in a request that would be fine, and what comes of it. */
export type RefusalCase = [why: string, change: Record<string, unknown>, status: number, words?: RegExp];

/** Runs a table of requests against one vendor: 200 where it is to pass, else the status and the words. */
export function describeRefusals(vendor: VendorId, model: string, cases: readonly RefusalCase[]): void {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());

  it.each<RefusalCase>([...cases])('%s', async (_why, change, status, words = /./) => {
    const answer = await vendorClient(() => simulator, vendor).chat({ model, messages: userSays('hi'), ...change });
    expect({ status: answer.status, text: answer.text }).toEqual({
      status,
      text: expect.stringMatching(words) as string,
    });
  });
}
