export type { AdminErrorBody } from './errors';
export type { ClientList, ClientView, CreateClientRequest, UpdateClientRequest, RotateClientRequest } from './clients';
export type { IssuedKeyView, IdentifyKeyRequest, IdentifiedKey } from './clients';
export type { LoginRequest, ChangePasswordRequest, SessionView } from './session';
export type { OwnSession, OwnSessionList, EndedSessions } from './session';
export type { UserView, ListedUser, UserList, IssuedLoginView } from './users';
export type { CreateUserRequest, UpdateUserRequest, ResetPasswordRequest } from './users';
export type { ProviderBreakerState, ProviderKeySource, ProviderList, ProviderView } from './providers';
export type {
  ProviderImpactView,
  UpdateProviderRequest,
  ProviderCheckView,
  SetBreakerRequest,
  DiscoveredModels,
} from './providers';
export type { GroupList, GroupView, SaveGroupRequest, CreateGroupRequest, GroupProblems } from './groups';
export type { RestoredGroups, CalibrateGroupRequest, GroupCalibrationView } from './groups';
export type { ExplainRouteRequest, ExplainedRouteView, RouteExplanationView } from './groups';
export type { AuditPage, AuditVerification } from './audit';
export type { LiveTicket, InFlightList, InFlightRequest } from './live';
export type { ModelView, ModelViewList, UpdateModelRequest, PriceView, PriceList } from './models';
export type { CreatePriceRequest, UpdatePriceRequest } from './models';
export type { UsageSummary, UsageTimeSeries, UsageBreakdown } from './usage-reports';
export type { RequestBodiesView, RequestPage, RequestDetail } from './requests';
export type { JobView, JobList, RepriceRequest } from './jobs';
export type { FirstRunStep, FirstRunStepId, FirstRunView, UpdateFirstRunRequest } from './first-run';
export type { ChangeableSettingsView, InstallationView, SettingSource, SettingView } from './settings';
export type { SettingsView, UpdateSettingsRequest } from './settings';
export type { PlaygroundChatAnswer, PlaygroundChatRequest } from './playground';
export type { PromoEnd, WhatIfReport, WhatIfRequest, WhatIfRow, WhatIfSums } from './what-if';
export type { ConfigDocument, ConfigKind, DeclaredClient, DeclaredModel, DeclaredProvider } from './config';
export type { ConfigChange, ConfigPlanView, ConfigFieldChange } from './config';
export type { PlanConfigRequest, ImportConfigRequest, ConfigImportView, ConfigKeyView } from './config';
export type { BacktestMove, BacktestReport, BacktestRequest } from './backtest';
export type { PriceImportAction, PriceImportPreview, PriceImportRequest, PriceImportRow } from './price-import';
