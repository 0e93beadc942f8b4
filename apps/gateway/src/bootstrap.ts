import { join } from 'node:path';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { DefaultAdminService } from '@app/auth';
import { StartupLogger, TrustedProxies } from '@app/common';
import { loadConfig, namesOfFile, readEnvironment, type Environment, type GatewayConfig } from '@app/config';
import { PROVIDERS } from '@app/providers';
import { AdminErrorFilter } from './admin/http/admin-error.filter';
import { AdminValidationPipe } from './admin/http/admin-validation.pipe';
import { plainAddress } from './admin/http/plain-address.middleware';
import { AppModule } from './app.module';
import { dashboardFiles } from './dashboard/dashboard-files';
import { LifecycleService } from './health/lifecycle.service';
import { requestContext } from './http/request-context.middleware';
import { projectFolder } from './project-folder';
import { LiveAdmission } from './live/live-admission.service';
import { LiveSocketAdapter } from './live/live-socket.adapter';
import { securityHeaders } from './http/security-headers';

/** Slowloris guards, and a keep-alive longer than that of usual load balancers (60 s). */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 300_000;
const KEEP_ALIVE_MS = 75_000;

/** As it was built. */
const DASHBOARD = join(projectFolder(), 'dashboard', 'dist');

const DEFAULT_LOGIN =
  'The dashboard still has its default login admin / admin123. It works from this machine and private networks only, and only to be changed: do so now.';

export interface RunningGateway {
  readonly app: NestExpressApplication;
  readonly server: Server;
  readonly url: string;
  readonly config: GatewayConfig;
}

/** Builds the application and listens; shared by main.ts and the integration tests. @throws ConfigError, DatabaseUnavailableError */
export async function startGateway(environment?: Environment): Promise<RunningGateway> {
  const ids = PROVIDERS.map(({ id }) => id);
  const { config, warnings } = environment
    ? loadConfig(environment, ids)
    : loadConfig(readEnvironment(), ids, namesOfFile());
  const app = await NestFactory.create<NestExpressApplication>(AppModule.register(config, DASHBOARD), {
    bodyParser: false,
    bufferLogs: true,
    logger: new StartupLogger({ logLevels: ['fatal', 'error', 'warn'] }),
    abortOnError: false,
  });
  const logger = app.get(Logger);
  app.useLogger(logger);
  for (const warning of warnings) logger.warn(warning, 'Configuration');
  harden(app, config);
  app.useWebSocketAdapter(new LiveSocketAdapter(app, app.get(LiveAdmission)));
  // Whatever stops a start does so before anything is stored or said.
  await app.init();
  const admin = app.get(DefaultAdminService);
  await admin.seed();
  if (await admin.isActive()) logger.warn(DEFAULT_LOGIN, 'Access');
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

function harden(app: NestExpressApplication, { server }: GatewayConfig): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(requestContext(new TrustedProxies(server.trustedProxies)), securityHeaders, plainAddress);
  app.use('/assets', dashboardFiles(DASHBOARD));
  app.useGlobalFilters(new AdminErrorFilter(app.get(Logger)));
  app.useGlobalPipes(new AdminValidationPipe());
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
