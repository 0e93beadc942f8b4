import type { Params } from 'nestjs-pino';
import type { GatewayConfig } from '@app/config';

/** JSON lines of our own events. Requests stand in the ledger, so there is no line for each; headers and bodies are never logged. */
export function loggerOptions({ logLevel }: Pick<GatewayConfig, 'logLevel'>): Params {
  return {
    // Nest's requests would otherwise each get a child logger; nothing on the request path logs.
    forRoutes: [],
    pinoHttp: {
      level: logLevel,
      autoLogging: false,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['req.headers', 'res.headers', '*.apiKey', '*.authorization'], remove: true },
    },
  };
}
