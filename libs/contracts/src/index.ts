export type {
  ChatCompletionRequest,
  StreamOptions,
  ChatMessage,
  ContentPart,
  ToolCall,
  ChatTool,
  ChatCompletion,
  ChatChoice,
  ChatCompletionChunk,
  ChunkChoice,
  ChunkDelta,
  ChatUsage,
} from './openai/chat';
export type { ImageRequest, ImageDatum, ImagesUsage, ImagesResponse } from './openai/images';
export type { ResponsesRequest, ResponseObject, ResponseItem, ResponseUsage } from './openai/responses';
export type { OpenAiErrorBody } from './openai/error';
export type { ModelObject, ModelList } from './openai/models';
export type { TokenUsage, TokensPricedApart, UsageDetails, UsageSource, DrawnImages } from './domain/usage';
export type { Cost, CostState, CostBucket, CostPart, CostFormula, PricedBy } from './domain/cost';
export type { Client, ClientIdentity, ClientLimits, ClientBudget, BudgetPeriod } from './domain/client';
export type { ClientAccess, PreviousKey } from './domain/client';
export type { User, UserRole } from './domain/user';
export type { Session } from './domain/session';
export type { Actor, AuditedChange, AuditEntity, AuditEntry } from './domain/audit';
export type { Job, JobState } from './domain/job';
export type { Group, RoutingStrategy, StoredGroup } from './domain/group';
export type { RouteTrace, RouteStep, RouteReason, RouteAttempt } from './domain/route-trace';
export type { DroppedTarget, DropReason, SelectorCall } from './domain/route-trace';
export type { StoredProviderSettings, ProviderTuning } from './domain/provider-settings';
export type { ModelFacts, ModelMode, ModelLifecycle, ModelReplacement, HolidayCalendars } from './domain/model-facts';
export type { PriceFacts, PriceTier, PriceWindow, PromoFacts, TokenRates, ImagePriceFacts } from './domain/model-facts';
export type {
  ModelOverride,
  PriceOverride,
  StoredModelOverride,
  StoredPriceOverride,
  OverrideHistory,
} from './domain/model-override';
export type { RequestRecord, RequestOutcome } from './domain/request-record';
export type { UsageDimension, UsageGrain } from './domain/usage-dimension';
export type { UsageRange, UsageFilter, UsageTotals, UsageLatency, UsageCoverage } from './admin/usage-reports';
export type {
  UsageSummary,
  UsageGrouping,
  UsageStep,
  UsagePoint,
  UsageTimeSeries,
  UsageSeries,
} from './admin/usage-reports';
export type { UsageBreakdown, UsageBreakdownBy, UsageBreakdownRow, UsageBreakdownSort } from './admin/usage-reports';
export type { RequestFilter, RequestPage, RequestRepricing, RequestDetail, ExportFormat } from './admin/requests';
export type { LiveEvent, LiveRequestEvent, RequestStartedEvent, FirstTokenEvent } from './events/live-events';
export type { RequestEndedEvent, BreakerChangedEvent, ConfigChangedEvent } from './events/live-events';
export type { LiveFilter, LiveHello, LiveFrame, LiveServerMessage, LiveClientMessage } from './events/live-protocol';
