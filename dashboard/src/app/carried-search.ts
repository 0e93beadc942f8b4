import type { SearchText } from '../shared/ui/address';

const CARRIED = ['range', 'from', 'to', 'zone'];

/** The range of time goes along from page to page; filters belong to theirs. */
export function carriedSearch(search: SearchText): SearchText {
  return Object.fromEntries(Object.entries(search).filter(([name]) => CARRIED.includes(name)));
}
