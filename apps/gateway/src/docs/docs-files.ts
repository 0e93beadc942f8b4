import { join } from 'node:path';
import { projectFolder } from '../project-folder';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>GopherGate admin API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
/** Nothing of it is sent anywhere: no validator, and no request but to this gateway. */
const START = `SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;

export type DocsFile =
  | { readonly type: string; readonly text: string; readonly path?: undefined }
  | { readonly type: string; readonly path: string; readonly text?: undefined };

const ui = (name: string): string => require.resolve(`swagger-ui-dist/${name}`);
const FILES: ReadonlyMap<string, DocsFile> = new Map<string, DocsFile>([
  ['index.html', { type: 'text/html', text: PAGE }],
  ['start.js', { type: 'text/javascript', text: START }],
  ['openapi.json', { type: 'application/json', path: join(projectFolder(), 'docs/openapi.json') }],
  ['swagger-ui.css', { type: 'text/css', path: ui('swagger-ui.css') }],
  ['swagger-ui-bundle.js', { type: 'text/javascript', path: ui('swagger-ui-bundle.js') }],
]);

/** undefined for every name but a handful. */
export function docsFile(name: string): DocsFile | undefined {
  return FILES.get(name);
}
