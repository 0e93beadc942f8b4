export type { AdminErrorBody } from './errors';
export type { ClientList, ClientView, CreateClientRequest, UpdateClientRequest, RotateClientRequest } from './clients';
export type { IssuedKeyView, IdentifyKeyRequest, IdentifiedKey } from './clients';
export type { ProviderBreakerState, ProviderKeySource, ProviderList, ProviderView } from './providers';
export type { UpdateProviderRequest, ProviderCheckView, SetBreakerRequest, DiscoveredModels } from './providers';
export type { GroupList, GroupView, SaveGroupRequest, CreateGroupRequest, GroupProblems } from './groups';
export type { RestoredGroups, CalibrateGroupRequest, GroupCalibrationView } from './groups';
export type { ExplainRouteRequest, ExplainedRouteView, RouteExplanationView } from './groups';
export type { AuditPage, AuditVerification } from './audit';
