import type { UsageFilter } from '@app/contracts';
import type { WhatIfRequest } from '@app/contracts/admin';
import { picoOf } from '../../shared/format/pico';

/** What is typed; prices in USD for 1M tokens. */
export interface WhatIfFields {
  readonly kind: 'otherModel' | 'price' | 'promoEnd';
  /** `provider/model`. */
  readonly model: string;
  readonly input: string;
  readonly output: string;
  /** `2026-12-31`. */
  readonly promoTo: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** null as long as something is missing. */
export function whatIfRequest(fields: WhatIfFields, { from, to }: Span, filter: UsageFilter): WhatIfRequest | null {
  const asked = { ...filter, from, to };
  const { kind, model, promoTo } = fields;
  if (!/^[^/]+\/./.test(model)) return null;
  if (kind === 'otherModel') return { ...asked, otherModel: model };
  if (kind === 'promoEnd') return promoTo === '' ? null : { ...asked, promoEnd: { model, to: promoTo } };
  const [input, output] = [picoOf(fields.input), picoOf(fields.output)];
  if (input === null || output === null) return null;
  const rates = { input, output, cachedInput: null, cacheWrite: null };
  return { ...asked, price: { subjectKind: 'model', subject: model, price: { label: 'what if', rates } } };
}
