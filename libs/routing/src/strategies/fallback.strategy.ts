import type { Chooser } from './choice';

/** The first target that can be asked. */
export const fallbackChooser: Chooser = (live) => ({
  order: live.map((_, index) => index),
  by: 'order',
  reason: 'the first target that can be asked',
});
