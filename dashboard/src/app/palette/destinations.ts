import type { ModelViewList } from '@app/contracts/admin';
import type { Page, PagePath } from '../pages';

/** Somewhere to go, found by typing a part of its name. */
export interface Destination {
  readonly label: string;
  /** What kind of thing it is: `Page`, `Group`. */
  readonly kind: string;
  readonly to: PagePath | '/groups/$name';
  readonly params?: { readonly name: string };
  readonly search?: Readonly<Record<string, string>>;
}

interface Known {
  readonly pages: readonly Page[];
  readonly groups: readonly { readonly name: string }[];
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  readonly models: ModelViewList['items'];
}

const MOST_SHOWN = 12;

export function destinationsOf({ pages, groups, clients, models }: Known): Destination[] {
  return [
    ...pages.map(({ label, path }): Destination => ({ label, kind: 'Page', to: path })),
    ...groups.map(({ name }): Destination => ({ label: name, kind: 'Group', to: '/groups/$name', params: { name } })),
    ...clients.map(({ id, name }): Destination => ({
      label: name,
      kind: 'Requests of client',
      to: '/requests',
      search: { client: id },
    })),
    ...models.map(({ id }): Destination => ({
      label: id,
      kind: 'Prices of model',
      to: '/models',
      search: { open: id },
    })),
  ];
}

/** Those whose name has every word, the ones that begin with the text first. */
export function matching(destinations: readonly Destination[], text: string): Destination[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = ({ label }: Destination): boolean => label.toLowerCase().startsWith(words[0] ?? '');
  const found = destinations.filter(({ label, kind }) =>
    words.every((word) => `${label} ${kind}`.toLowerCase().includes(word)),
  );
  return [...found.filter(begins), ...found.filter((each) => !begins(each))].slice(0, MOST_SHOWN);
}
