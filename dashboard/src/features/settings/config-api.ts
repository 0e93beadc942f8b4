import type { ConfigImportView, ConfigPlanView } from '@app/contracts/admin';
import { request } from '../../shared/api/request';

/** Where the configuration can be had as one document; keys of providers and clients are never in it. */
export const EXPORT_ADDRESS = '/api/config/export';

type Document = Readonly<Record<string, unknown>>;

/** What a document would change. */
export const planConfig = (document: Document): Promise<ConfigPlanView> =>
  request('/config/plan', { method: 'POST', body: { document } });

export interface ConfigImport {
  readonly document: Document;
  /** Of the plan that somebody looked at. */
  readonly digest: string;
}

export const importConfig = ({ document, digest }: ConfigImport): Promise<ConfigImportView> =>
  request('/config/import', { method: 'POST', body: { document, expectedPlan: digest } });

/** @throws Error that says what is wrong with the file */
export function documentOf(text: string): Document {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error('The file is no JSON. Files in YAML are for the command line: ./gophergate apply -f <file>.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error('The file holds no object with the sections of a configuration.');
  return parsed as Document;
}
