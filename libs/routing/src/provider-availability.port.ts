/** What a request wants of a provider: one of OpenAI's endpoints. */
export type WantedCapability = 'chat' | 'images' | 'responses';

/** Why a model of a configured provider should not be asked just now. `resting`: it said that it is asked too often. */
export type Blockade = 'provider_open' | 'model_open' | 'busy' | 'resting';

/** What routing has to know about providers; `libs/gateway` answers from the registry. Asked for every candidate, so it must be cheap. */
export interface ProviderAvailability {
  isConfigured(providerId: string): boolean;
  supports(providerId: string, capability: WantedCapability): boolean;
  /** The environment variable that would configure the provider; undefined when there is no such provider. */
  enablingVariable(providerId: string): string | undefined;
  /** undefined when the model may be asked. */
  blockadeOf(providerId: string, model: string): Blockade | undefined;
}
export const ProviderAvailability = Symbol('ProviderAvailability');
