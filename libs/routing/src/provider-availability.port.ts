/** What routing has to know about providers; `libs/gateway` answers from the registry. Asked for every candidate, so it must be cheap. */
export interface ProviderAvailability {
  isConfigured(providerId: string): boolean;
  /** The environment variable that would configure the provider; undefined when there is no such provider. */
  enablingVariable(providerId: string): string | undefined;
}
export const ProviderAvailability = Symbol('ProviderAvailability');
