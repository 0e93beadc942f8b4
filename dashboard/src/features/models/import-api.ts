import type { PriceImportPreview } from '@app/contracts/admin';
import { request } from '../../shared/api/request';

/** The own prices as a list that can be changed and taken over again. */
export const EXPORT_ADDRESS = '/api/prices/export';

export const previewImport = (csv: string): Promise<PriceImportPreview> =>
  request('/prices/import/preview', { method: 'POST', body: { csv } });

export interface PriceImport {
  readonly csv: string;
  /** Of the preview that somebody looked at. */
  readonly digest: string;
}

export const importPrices = ({ csv, digest }: PriceImport): Promise<PriceImportPreview> =>
  request('/prices/import', { method: 'POST', body: { csv, expectedDigest: digest } });
