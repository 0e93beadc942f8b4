import { Controller, Get, Param, Res } from '@nestjs/common';
import { Access } from '@app/auth';
import { NotFoundError } from '@app/common';
import type { GatewayResponse } from '../http/gateway-request';
import { docsFile } from './docs-files';

const DAY_SECONDS = 86_400;

/** The document of the admin API, and a page to read it by: all from this machine, no script in the page. */
@Controller('docs')
@Access('public')
export class DocsController {
  @Get()
  page(@Res() response: GatewayResponse): void {
    send(response, 'index.html');
  }

  @Get(':file')
  file(@Param('file') name: string, @Res() response: GatewayResponse): void {
    send(response, name);
  }
}

function send(response: GatewayResponse, name: string): void {
  const file = docsFile(name);
  if (!file) throw new NotFoundError('There is no such file of the documentation; it begins at /docs.', 'unknown_url');
  response.set('cache-control', name === 'index.html' ? 'no-cache' : `max-age=${DAY_SECONDS}`);
  if (file.text === undefined) response.type(file.type).sendFile(file.path, { cacheControl: false });
  else response.type(file.type).send(file.text);
}
