import type { Params } from 'nestjs-pino';
import { safeLine } from '@app/common';
import type { GatewayConfig } from '@app/config';

/** Nest's own account of wiring itself: of no use to an operator unless it fails. */
const QUIET_CONTEXTS: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);
/** Pino's number of `info`. */
const INFO = 30;

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
      redact: {
        paths: ['req.headers', 'res.headers', 'apiKey', 'authorization', '*.apiKey', '*.authorization'],
        remove: true,
      },
      hooks: {
        streamWrite: (line) => safeLine(line),
        logMethod(args, method, level) {
          const [first] = args as unknown[];
          const context = typeof first === 'object' && first !== null && 'context' in first ? first.context : undefined;
          if (level > INFO || !QUIET_CONTEXTS.has(context)) method.apply(this, args);
        },
      },
    },
  };
}
