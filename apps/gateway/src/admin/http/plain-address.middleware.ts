import type { NextFunction, Request, Response } from 'express';

/** No route is called so; whoever asks for it meets the guard, and then nothing. */
const CLOSED_DOOR = '/api/-';
/** Addresses that are written as our clients write them need no second look. */
const PLAIN_BEGINNINGS = ['/v1/', '/api/', '/health/'];

/**
 * Sends addresses that mean `/api` without saying so (`//api/users`, `/API/users`, `/%61pi/users`, `/x/../api/users`) to the
 * guard of unknown addresses. Express would not find them; but somebody in front of us may read them in another way.
 */
export function plainAddress(request: Request, _response: Response, next: NextFunction): void {
  const { url } = request;
  if (!PLAIN_BEGINNINGS.some((beginning) => url.startsWith(beginning)) && meansApi(url)) request.url = CLOSED_DOOR;
  next();
}

/** Whether any reading of the address leads to the admin API. */
export function meansApi(url: string): boolean {
  const [path = ''] = decoded(url).split(/[?#]/);
  const segments: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    const [name = ''] = segment.split(';');
    if (name === '..') segments.pop();
    else if (name !== '' && name !== '.') segments.push(name.trim());
  }
  return segments[0]?.toLowerCase() === 'api' && url !== '/api';
}

/** Twice, as a proxy in front may have decoded once already. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(url));
  } catch {
    return url; // Malformed: the router says so.
  }
}
