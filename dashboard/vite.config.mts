import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the gateway is while pages are developed: `npm run dev -w dashboard`. */
const GATEWAY = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  // The gateway puts one into each page it serves; see apps/gateway/src/dashboard.
  html: { cspNonce: 'STYLE_NONCE' },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': { target: GATEWAY, ws: true }, '/v1': GATEWAY, '/health': GATEWAY, '/docs': GATEWAY } },
});
