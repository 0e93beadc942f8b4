import type { Simulator } from '../simulator.server';
import type { VendorId } from '../vendor';
import { userSays, vendorClient } from './vendor-client';

/** What is changed in a request that would be fine, and what comes of it: 200 where it is to pass. */
export type RefusalCase = [why: string, change: Record<string, unknown>, status: number, words?: RegExp];

/** Sends one changed request to one vendor. */
export async function outcomeOf(
  simulator: Simulator,
  vendor: VendorId,
  request: Record<string, unknown>,
): Promise<{ status: number; text: string }> {
  const { status, text } = await vendorClient(() => simulator, vendor).chat({ messages: userSays('hi'), ...request });
  return { status, text };
}
