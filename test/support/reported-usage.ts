import type { ChatUsage } from '@app/contracts';

/** Usage as the gateway reports it: with the cost, on streams. */
export interface ReportedUsage extends ChatUsage {
  readonly gophergate?: { readonly cost: string | null };
}
