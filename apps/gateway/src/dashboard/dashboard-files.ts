import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Scripts, styles and pictures of the dashboard, compressed by its build. They are listed at the start, and nothing else is ever read.
 * @param dashboard folder of the build; where there is none, nothing is served
 */
export function dashboardFiles(dashboard: string): RequestHandler {
  const folder = join(dashboard, 'assets');
  if (!existsSync(folder)) return (_request, _response, next) => next();
  // Their names change with what is in them.
  return sirv(folder, { immutable: true, maxAge: YEAR_SECONDS, etag: false, gzip: true, brotli: true });
}
