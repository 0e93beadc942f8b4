import { join } from 'node:path';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { DefaultAdminService } from '@app/auth';
import { StartupLogger } from '@app/common';
import { loadConfig, readEnvironment, type Environment, type GatewayConfig } from '@app/config';
import { PROVIDERS } from '@app/providers';
import { AppModule } from './app.module';
import { LifecycleService } from './health/lifecycle.service';
import { OpenAiErrorFilter } from './http/openai-error.filter';
import { requestContext } from './http/request-context.middleware';

/** Slowloris guards, and a keep-alive longer than that of usual load balancers (60 s). */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 300_000;
const KEEP_ALIVE_MS = 75_000;

export interface RunningGateway {
  readonly app: NestExpressApplication;
  readonly server: Server;
  readonly url: string;
  readonly config: GatewayConfig;
}

/** Builds the application and listens; shared by main.ts and the integration tests. @throws ConfigError, DatabaseUnavailableError */
export async function startGateway(environment: Environment = readEnvironment()): Promise<RunningGateway> {
  const { config, warnings } = loadConfig(
    environment,
    PROVIDERS.map(({ id }) => id),
  );
  const app = await NestFactory.create<NestExpressApplication>(AppModule.register(config, dashboardFolder()), {
    bodyParser: false,
    bufferLogs: true,
    logger: new StartupLogger({ logLevels: ['fatal', 'error', 'warn'] }),
    abortOnError: false,
  });
  const logger = app.get(Logger);
  app.useLogger(logger);
  for (const warning of warnings) logger.warn(warning, 'Configuration');
  harden(app);
  await app.get(DefaultAdminService).seed();
  const server = app.getHttpServer();
  await app.listen(config.server.port, config.server.host);
  Object.assign(server, {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  app.get(LifecycleService).markReady();
  const url = addressOf(server, config.server.host);
  logger.log(`GopherGate serves on ${url}`, 'Gateway');
  return { app, server, url, config };
}

function harden(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(requestContext);
  // The API answers JSON only; the policy matters for pages.
  const pageHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.use(
    (
      request: Parameters<typeof pageHeaders>[0],
      response: Parameters<typeof pageHeaders>[1],
      next: (error?: unknown) => void,
    ) => {
      if (request.url?.startsWith('/v1/')) next();
      else pageHeaders(request, response, next);
    },
  );
  app.useGlobalFilters(new OpenAiErrorFilter(app.get(Logger)));
}

/** The built dashboard; found from the sources and from `dist` alike. */
function dashboardFolder(): string {
  const root = __dirname.includes(join('dist', 'apps')) ? join(__dirname, '../../../..') : join(__dirname, '../../..');
  return join(root, 'dashboard', 'public');
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
