import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord, type JsonObject } from '@app/common';
import { readExpected } from './expected';
import { APIS, type Api, type RecordedCase } from './recorded-case';

/** A folder that cannot be replayed, with the reason: it counts as a failure, because a case must not vanish unseen. */
export interface UnreadableCase {
  readonly id: string;
  readonly problem: string;
}

export interface CaseFolder {
  readonly cases: readonly RecordedCase[];
  readonly unreadable: readonly UnreadableCase[];
}

/** Every folder below that holds a `meta.json`, in the order of their names. */
export function readCases(folder: string): CaseFolder {
  const cases: RecordedCase[] = [];
  const unreadable: UnreadableCase[] = [];
  const found = existsSync(folder) ? globSync('**/meta.json', { cwd: folder }) : [];
  for (const path of found.sort()) {
    const id = dirname(path);
    try {
      cases.push(readCase(join(folder, id), id));
    } catch (error) {
      unreadable.push({ id, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return { cases, unreadable };
}

function readCase(folder: string, id: string): RecordedCase {
  const meta: unknown = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  if (!isRecord(meta)) throw new Error('meta.json is no object');
  const body = readdirSync(folder).find((name) => name.startsWith('response.'));
  if (body === undefined) throw new Error('there is no response.* beside meta.json');
  if (!isRecord(meta['expected'])) throw new Error('meta.json has no "expected"');
  const wire = isRecord(meta['wire']) ? meta['wire'] : {};
  return {
    id: typeof meta['id'] === 'string' ? meta['id'] : id,
    provider: textIn(meta, 'provider'),
    api: apiIn(meta),
    model: typeof meta['model'] === 'string' ? meta['model'] : null,
    endpoint: textIn(meta, 'endpoint'),
    kinds: new Set(Array.isArray(meta['kinds']) ? meta['kinds'].map(String) : []),
    isStream: meta['stream'] === true,
    status: statusIn(meta),
    headers: headersIn(meta),
    body: readFileSync(join(folder, body)),
    request: requestIn(join(folder, 'request.json')),
    expected: readExpected(meta['expected']),
    isDone: wire['done_sentinel'] === true,
  };
}

function apiIn(meta: JsonObject): Api {
  const given = textIn(meta, 'api');
  const api = APIS.find((name) => name === given);
  if (api === undefined) throw new Error(`api "${given}" is none of ${APIS.join(', ')}`);
  return api;
}

function statusIn({ status }: JsonObject): number {
  if (typeof status !== 'number') throw new Error('meta.json has no "status"');
  return status;
}

function headersIn({ headers, content_type: contentType }: JsonObject): Record<string, string> {
  const given: [string, unknown][] = isRecord(headers) ? Object.entries(headers) : [];
  if (typeof contentType === 'string') given.push(['content-type', contentType]);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function requestIn(path: string): JsonObject | undefined {
  const request: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  return isRecord(request) ? request : undefined;
}

function textIn(meta: JsonObject, name: string): string {
  const value = meta[name];
  if (typeof value !== 'string' || value === '') throw new Error(`meta.json has no "${name}"`);
  return value;
}
