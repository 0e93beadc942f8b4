import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the build writes wherever a nonce belongs; dashboard/vite.config.mts says so. */
const PLACEHOLDER = 'STYLE_NONCE';
const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>GopherGate</title></head>
  <body>
    <h1>GopherGate</h1>
    <p>The gateway is running; point any OpenAI client at /v1 of this address. The dashboard has not been built: run "npm run build".</p>
  </body>
</html>
`;

/** The one HTML file of the dashboard; pages are drawn by its script. */
export class DashboardPage {
  private readonly parts: readonly string[];

  /** @param folder where the build is */
  constructor(folder: string) {
    const file = join(folder, 'index.html');
    this.parts = (existsSync(file) ? readFileSync(file, 'utf8') : NOT_BUILT).split(PLACEHOLDER);
  }

  /** A copy for one answer: only styles that know its nonce are applied. */
  render(): { readonly html: string; readonly nonce: string } {
    const nonce = randomBytes(16).toString('base64');
    return { html: this.parts.join(nonce), nonce };
  }
}
