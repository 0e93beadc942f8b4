import { Module } from '@nestjs/common';
import { AuthModule } from '@app/auth';
import { CatalogModule } from '@app/catalog';
import { LimitsModule, Spending } from '@app/limits';
import { PersistenceModule } from '@app/persistence';
import { PricingModule } from '@app/pricing';
import { ProvidersModule } from '@app/providers';
import { PricePolicy, ProviderAvailability, RoutingModule } from '@app/routing';
import { RequestsModule, TelemetryModule, UsageReportsModule } from '@app/telemetry';
import { CatalogOverridesService } from './catalog-overrides.service';
import { DurabilityCheck } from './durability-check.service';
import { CompletionService } from './completion/completion.service';
import { AdmissionService } from './exchange/admission.service';
import { LedgerSpending } from './exchange/ledger-spending';
import { RequestRecorder } from './exchange/request-recorder.service';
import { RouteChooser } from './exchange/route-chooser.service';
import { TargetAttempts } from './exchange/target-attempts.service';
import { ImageService } from './images/image.service';
import { ResponseOwners } from './responses/response-owners.service';
import { ResponseService } from './responses/response.service';
import { StoredResponseService } from './responses/stored-response.service';
import { ModelListService } from './models/model-list.service';
import { RequestDetails } from './requests/request-details.service';
import { CooldownsModule } from './routing/cooldowns.module';
import { LiveAvailability } from './routing/live-availability.service';
import { ConfiguredPricePolicy } from './routing/price-policy.service';
import { SelectorService } from './selector/selector.service';

/** Joins the features, and gives each what it asked for through its ports. */
@Module({
  imports: [
    AuthModule,
    CatalogModule,
    PersistenceModule,
    PricingModule,
    ProvidersModule,
    RequestsModule,
    UsageReportsModule,
    TelemetryModule,
    CooldownsModule,
    LimitsModule.register({
      imports: [PersistenceModule, TelemetryModule],
      providers: [{ provide: Spending, useClass: LedgerSpending }],
    }),
    RoutingModule.register({
      imports: [ProvidersModule, PricingModule, CooldownsModule],
      providers: [
        { provide: ProviderAvailability, useClass: LiveAvailability },
        { provide: PricePolicy, useClass: ConfiguredPricePolicy },
      ],
    }),
  ],
  providers: [
    CatalogOverridesService,
    DurabilityCheck,
    RequestRecorder,
    AdmissionService,
    SelectorService,
    RouteChooser,
    TargetAttempts,
    CompletionService,
    ImageService,
    ResponseOwners,
    ResponseService,
    StoredResponseService,
    ModelListService,
    RequestDetails,
  ],
  exports: [
    CompletionService,
    ImageService,
    ResponseService,
    StoredResponseService,
    RequestRecorder,
    RequestDetails,
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
