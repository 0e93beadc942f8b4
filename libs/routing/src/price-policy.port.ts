/**
 * What routing has to know about prices; `libs/gateway` answers from the price list and the installation's policy. Asked
 * for every candidate, so it must be cheap.
 */
export interface PricePolicy {
  /** True when nothing prices the model, nor the group it is reached through, and such models may not be asked here. */
  isBlocked(providerId: string, model: string, groupName: string | undefined): boolean;
}
export const PricePolicy = Symbol('PricePolicy');
