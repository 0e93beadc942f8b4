import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where the gateway is while pages are developed: `npm run dev -w dashboard`. */
const GATEWAY = 'http://127.0.0.1:8080';

/** Puts a `.gz` and a `.br` beside each file, so that the gateway never compresses one itself. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const assets = join(dir, 'assets');
      for (const name of readdirSync(assets).filter((file) => /\.(?:js|css|svg)$/.test(file))) {
        const file = join(assets, name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(bytes));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), precompress()],
  // The gateway puts one into each page it serves; see apps/gateway/src/dashboard.
  html: { cspNonce: 'STYLE_NONCE' },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': { target: GATEWAY, ws: true }, '/v1': GATEWAY, '/health': GATEWAY, '/docs': GATEWAY } },
});
