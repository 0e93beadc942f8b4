import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { startGateway } from '../../apps/gateway/src/bootstrap';
import { temporaryFolder } from '../support/temporary-folder';
import { openApiDocument } from './document';
import { OPENAPI_FILE } from './openapi-file';

/** `npm run openapi`: writes the published document anew, after a change of the admin API. */
async function main(): Promise<void> {
  const { folder, remove } = temporaryFolder();
  const { app } = await startGateway({
    LLM_PROXY__DATA_DIR: folder,
    LLM_PROXY__SERVER__PORT: '0',
    LLM_PROXY__SERVER__HOST: '127.0.0.1',
    LLM_PROXY__LOG__LEVEL: 'silent',
  });
  const text = JSON.stringify(openApiDocument(app), null, 2);
  await app.close();
  remove();
  const style = await resolveConfig(OPENAPI_FILE);
  writeFileSync(OPENAPI_FILE, await format(text, { ...style, parser: 'json' }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
