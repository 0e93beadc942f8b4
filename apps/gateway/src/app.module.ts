import { Module, type DynamicModule } from '@nestjs/common';
import { ServeStaticModule } from '@nestjs/serve-static';
import { LoggerModule } from 'nestjs-pino';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { GatewayModule, InstallationModule } from '@app/gateway';
import { RetentionModule } from '@app/telemetry';
import { OwnSessionsController } from './admin/session/own-sessions.controller';
import { PlainHttpWarning } from './admin/session/plain-http.warning';
import { SessionController } from './admin/session/session.controller';
import { UnknownAddressModule } from './admin/unknown-address.module';
import { UsersController } from './admin/users/users.controller';
import { HealthController } from './health/health.controller';
import { LifecycleService } from './health/lifecycle.service';
import { ExchangeAcceptor } from './http/exchange.acceptor';
import { RequestBodyReader } from './http/request-body.reader';
import { loggerOptions } from './logging/logger-options';
import { ChatCompletionsController } from './openai/chat-completions.controller';
import { ImagesController } from './openai/images.controller';
import { ResponsesController } from './openai/responses.controller';
import { StoredResponsesController } from './openai/stored-responses.controller';
import { ModelsController } from './openai/models.controller';

/** One folder for each page of the dashboard. */
const ADMIN_CONTROLLERS = [SessionController, OwnSessionsController, UsersController];

@Module({})
export class AppModule {
  static register(config: GatewayConfig, dashboardFolder: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ClockModule,
        InstallationModule.register(config),
        LoggerModule.forRoot(loggerOptions(config)),
        GatewayModule,
        RetentionModule,
        ServeStaticModule.forRoot({
          rootPath: dashboardFolder,
          // Only the start page: an unknown address must say so, not show a page.
          renderPath: '/',
          exclude: ['/v1/{*path}', '/api/{*path}', '/health/{*path}'],
          serveStaticOptions: { index: 'index.html', fallthrough: true, redirect: false, dotfiles: 'ignore' },
        }),
        UnknownAddressModule,
      ],
      controllers: [
        ChatCompletionsController,
        ImagesController,
        ResponsesController,
        StoredResponsesController,
        ModelsController,
        HealthController,
        ...ADMIN_CONTROLLERS,
      ],
      providers: [RequestBodyReader, ExchangeAcceptor, LifecycleService, PlainHttpWarning],
    };
  }
}
