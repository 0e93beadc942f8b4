import { join } from 'node:path';
import { ROOT } from '../support/gateway-child';

/** The document as it is published and served at /docs. */
export const OPENAPI_FILE = join(ROOT, 'docs/openapi.json');
