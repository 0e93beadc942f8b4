import type { Bed } from './bed';

const LOAD_SECONDS = 4;
/** Requests that waited for the collection are through. */
const CALM_SECONDS = 1;

/** Lets the gateway compile and fill what it fills under load; returns what it holds then. */
export async function warmUp(bed: Bed): Promise<number> {
  await bed.span(LOAD_SECONDS);
  return heldBytes(bed);
}

export async function heldBytes(bed: Bed): Promise<number> {
  const bytes = await bed.probe.collectedBytes();
  await bed.span(CALM_SECONDS);
  return bytes;
}
