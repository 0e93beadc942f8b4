import type { CatalogEntry } from '@app/catalog';
import { PROVIDERS, type ProviderDescription } from '@app/providers';
import type { RecordedCase } from '../cases/recorded-case';

/** Where a case is asked of the gateway, or why the gateway has no such place. */
export type Surface =
  | { readonly kind: 'chat' | 'images' | 'responses' | 'models' }
  | { readonly kind: 'not offered'; readonly reason: string; readonly isRefused: boolean };

/** A provider by its id or an alias. */
export function providerNamed(name: string): ProviderDescription | undefined {
  return PROVIDERS.find(({ id, aliases }) => id === name || aliases.includes(name));
}

export function providerOf({ provider }: Pick<RecordedCase, 'provider'>): ProviderDescription {
  const found = providerNamed(provider);
  if (!found) throw new Error(`no provider is called "${provider}"`);
  return found;
}

export function surfaceOf(
  { api, kinds, isStream }: Pick<RecordedCase, 'api' | 'kinds' | 'isStream'>,
  providerId: string,
): Surface {
  switch (api) {
    case 'openai.chat':
      return { kind: 'chat' };
    case 'gemini.generate':
      // A streamed answer is a chat, whatever pictures stand in it: images are answered whole.
      return { kind: kinds.has('image') && !isStream ? 'images' : 'chat' };
    case 'openai.images':
    case 'imagen.predict':
      return { kind: 'images' };
    case 'openai.responses':
      return providerId === 'openai'
        ? { kind: 'responses' }
        : {
            kind: 'not offered',
            reason: `Responses are passed on to OpenAI only, not to ${providerId}`,
            isRefused: true,
          };
    case 'ollama.chat':
      return { kind: 'not offered', reason: "the native /api/chat is no surface of the gateway's", isRefused: false };
    case 'models':
      return { kind: 'models' };
  }
}

/** The model to ask for: the recorded one, else any of the provider's that speaks this surface. */
export function modelOf(
  { api, model }: Pick<RecordedCase, 'api' | 'model'>,
  providerId: string,
  models: readonly CatalogEntry[],
): string {
  if (model !== null) return model;
  const speaks = ({ facts, name }: CatalogEntry): boolean =>
    !name.endsWith('*') &&
    (api === 'imagen.predict'
      ? facts?.requestFlags['wire'] === 'predict'
      : facts?.mode === (api === 'openai.images' ? 'image' : 'chat'));
  const found = models.find((entry) => entry.providerId === providerId && speaks(entry));
  if (!found) throw new Error(`the catalogue has no model of ${providerId} for ${api}`);
  return found.name;
}
