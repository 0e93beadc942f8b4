const O_SERIES = /^o\d/;
const GPT = /^gpt-(\d+)(?:\.(\d+))?(?:-|$)/;

/** `gpt-5.4-mini` → 504, so that generations compare; 0 for names before gpt-5 and for the o-series. */
function generationOf(model: string): number {
  const [, major = '0', minor = '0'] = GPT.exec(model) ?? [];
  const generation = Number(major) * 100 + Number(minor);
  return generation >= 500 ? generation : 0;
}

export function canReason(model: string): boolean {
  return O_SERIES.test(model) || generationOf(model) > 0;
}

/** gpt-5.4 and later take no tools on chat while they reason. */
export function refusesToolsWhileReasoning(model: string): boolean {
  return generationOf(model) >= 504;
}

/** The largest of a generation: they always reason, and take no schema for their answer. */
export function isPro(model: string): boolean {
  return /-pro(?:-|$)/.test(model);
}

/** The efforts a model takes, by generation; `none` came with 5.1, `xhigh` with 5.2, `max` with 5.6. */
export function effortsOf(model: string): readonly string[] {
  const generation = generationOf(model);
  if (generation === 0) return O_SERIES.test(model) ? ['low', 'medium', 'high'] : [];
  if (isPro(model)) return ['medium', 'high', 'xhigh'];
  if (generation === 500) return ['minimal', 'low', 'medium', 'high'];
  const efforts = ['none', 'low', 'medium', 'high'];
  if (generation >= 502) efforts.push('xhigh');
  if (generation >= 506) efforts.push('max');
  return efforts;
}

/** From 5.1 to 5.4 a model does not reason unless asked; before and after, it does. */
export function defaultEffort(model: string): string {
  const generation = generationOf(model);
  const isQuiet = generation > 500 && generation <= 504 && !isPro(model);
  return !canReason(model) || isQuiet ? 'none' : 'medium';
}
