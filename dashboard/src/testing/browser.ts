/** What jsdom lacks and the component library asks for. */
import { TextDecoder, TextEncoder } from 'node:util';

Object.assign(globalThis, { TextDecoder, TextEncoder });

const nothing = (): void => undefined;

class NoObserver {
  readonly observe = nothing;
  readonly unobserve = nothing;
  readonly disconnect = nothing;
}

Object.assign(window, {
  matchMedia: (query: string) => ({
    ...{ matches: false, media: query, onchange: null },
    ...{ addEventListener: nothing, removeEventListener: nothing, dispatchEvent: () => false },
    ...{ addListener: nothing, removeListener: nothing },
  }),
  ResizeObserver: NoObserver,
  IntersectionObserver: NoObserver,
  scrollTo: nothing,
});
window.HTMLElement.prototype.scrollIntoView = nothing;
