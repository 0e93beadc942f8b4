import { Module } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { CatalogModule } from '@app/catalog';
import { LimitsModule, Spending } from '@app/limits';
import { PersistenceModule } from '@app/persistence';
import { PricingModule } from '@app/pricing';
import { ProvidersModule } from '@app/providers';
import { RequestsModule, TelemetryModule, UsageReportsModule } from '@app/telemetry';
import { GroupBacktestModule } from './backtest/group-backtest.module';
import { GroupCalibrationModule } from './calibration/group-calibration.module';
import { DeclarationsModule } from './declarations/declarations.module';
import { RouteExplainModule } from './explain/route-explain.module';
import { CatalogOverridesModule } from './catalog/catalog-overrides.module';
import { ConfigWatch } from './routing/config-watch.service';
import { LiveRoutingModule } from './routing/live-routing.module';
import { DurabilityCheck } from './durability-check.service';
import { CompletionService } from './completion/completion.service';
import { AdmissionService } from './exchange/admission.service';
import { LedgerSpending } from './exchange/ledger-spending';
import { RequestRecorder } from './exchange/request-recorder.service';
import { RequestsInFlight } from './exchange/requests-in-flight.service';
import { RouteCosts } from './exchange/route-costs.service';
import { RouteChooser } from './exchange/route-chooser.service';
import { TargetAttempts } from './exchange/target-attempts.service';
import { KeyCheckModule } from './keys/keys.module';
import { ImageService } from './images/image.service';
import { ResponseOwners } from './responses/response-owners.service';
import { ResponseService } from './responses/response.service';
import { StoredResponseService } from './responses/stored-response.service';
import { LiveNews } from './live/live-news.service';
import { RequestCancellation } from './live/request-cancellation.service';
import { ModelListService } from './models/model-list.service';
import { ModelViewsModule } from './models/model-views.module';
import { FirstRunSteps } from './first-run/first-run-steps.service';
import { FirstRun } from './first-run/first-run.service';
import { SettingsEditor } from './settings/settings-editor.service';
import { Playground } from './playground/playground.service';
import { KeptSettings } from './settings/kept-settings.service';
import { PriceImportModule } from './price-import/price-import.module';
import { RequestBodies } from './requests/request-bodies.service';
import { WhatIf } from './what-if/what-if.service';
import { RequestDetails } from './requests/request-details.service';

/** Joins the features, and gives each what it asked for through its ports. */
@Module({
  imports: [
    AuthModule,
    CatalogModule,
    CatalogOverridesModule,
    KeyCheckModule,
    PersistenceModule,
    PricingModule,
    ProvidersModule,
    RequestsModule,
    UsageReportsModule,
    TelemetryModule,
    LimitsModule.register({
      imports: [PersistenceModule, TelemetryModule],
      providers: [{ provide: Spending, useClass: LedgerSpending }],
    }),
    LiveRoutingModule,
    ModelViewsModule,
    RouteExplainModule,
    GroupCalibrationModule,
    DeclarationsModule,
    GroupBacktestModule,
    PriceImportModule,
  ],
  providers: [
    DurabilityCheck,
    RequestRecorder,
    RequestsInFlight,
    RouteCosts,
    RequestCancellation,
    LiveNews,
    AdmissionService,
    ConfigWatch,
    RouteChooser,
    TargetAttempts,
    CompletionService,
    ImageService,
    ResponseOwners,
    ResponseService,
    StoredResponseService,
    ModelListService,
    RequestDetails,
    KeptSettings,
    WhatIf,
    RequestBodies,
    Playground,
    SettingsEditor,
    FirstRunSteps,
    FirstRun,
  ],
  exports: [
    CatalogOverridesModule,
    GroupCalibrationModule,
    DeclarationsModule,
    GroupBacktestModule,
    PriceImportModule,
    LiveRoutingModule,
    ModelViewsModule,
    PricingModule,
    CompletionService,
    RouteExplainModule,
    ImageService,
    ResponseService,
    StoredResponseService,
    RequestRecorder,
    RequestsInFlight,
    RequestCancellation,
    ConfigWatch,
    RequestDetails,
    FirstRun,
    WhatIf,
    RequestBodies,
    Playground,
    SettingsEditor,
    ModelListService,
    AuthModule,
    PersistenceModule,
    ProvidersModule,
    RequestsModule,
    UsageReportsModule,
    TelemetryModule,
  ],
})
export class GatewayModule {}
