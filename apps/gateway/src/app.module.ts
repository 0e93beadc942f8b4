import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ClockModule } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { GatewayModule, InstallationModule, JobsModule } from '@app/gateway';
import { RetentionModule } from '@app/telemetry';
import { ADMIN_CONTROLLERS, ADMIN_SERVICES } from './admin/admin-parts';
import { UnknownAddressModule } from './admin/unknown-address.module';
import { DashboardController } from './dashboard/dashboard.controller';
import { DashboardPage } from './dashboard/dashboard-page';
import { DocsController } from './docs/docs.controller';
import { HealthController } from './health/health.controller';
import { HealthReport } from './health/health-report.service';
import { LifecycleService } from './health/lifecycle.service';
import { ExchangeAcceptor } from './http/exchange.acceptor';
import { RequestBodyReader } from './http/request-body.reader';
import { LIVE_PROVIDERS } from './live/live-providers';
import { LogLevel } from './logging/log-level.service';
import { loggerOptions } from './logging/logger-options';
import { ChatAnswers } from './openai/chat-answer.service';
import { ChatCompletionsController } from './openai/chat-completions.controller';
import { ImagesController } from './openai/images.controller';
import { ResponsesController } from './openai/responses.controller';
import { StoredResponsesController } from './openai/stored-responses.controller';
import { ModelsController } from './openai/models.controller';

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
        JobsModule,
        RetentionModule,
        UnknownAddressModule,
      ],
      controllers: [
        ChatCompletionsController,
        ImagesController,
        ResponsesController,
        StoredResponsesController,
        ModelsController,
        HealthController,
        DocsController,
        DashboardController,
        ...ADMIN_CONTROLLERS,
      ],
      providers: [
        { provide: DashboardPage, useValue: new DashboardPage(dashboardFolder) },
        ...[RequestBodyReader, ExchangeAcceptor, ChatAnswers, LifecycleService, HealthReport, LogLevel],
        ...[...ADMIN_SERVICES, ...LIVE_PROVIDERS],
      ],
    };
  }
}
