export type { Route } from './route';
export { RouterService } from './router.service';
export { GroupDirectory } from './group-directory.service';
export { ProviderAvailability } from './provider-availability.port';
export type { WantedCapability } from './provider-availability.port';
export { ModelNotFoundError, NoTargetAvailableError, GroupLoopError, NotSupportedError } from './routing.errors';
export { RoutingModule } from './routing.module';
export type { RoutingPorts } from './routing.module';
