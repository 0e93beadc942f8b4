import { AuditController } from './audit/audit.controller';
import { ClientsController } from './clients/clients.controller';
import { ConfigController } from './config/config.controller';
import { FirstRunController } from './first-run/first-run.controller';
import { GroupsController } from './groups/groups.controller';
import { RouteTracer } from './groups/route-tracer.service';
import { RoutesController } from './groups/routes.controller';
import { JobsController } from './jobs/jobs.controller';
import { InFlightController } from './live/in-flight.controller';
import { LiveTicketController } from './live/live-ticket.controller';
import { ModelCatalogController } from './models/models.controller';
import { PriceListsController } from './models/price-lists.controller';
import { PricesController } from './models/prices.controller';
import { PlaygroundController } from './playground/playground.controller';
import { ProvidersController } from './providers/providers.controller';
import { RequestsController } from './requests/requests.controller';
import { OwnSessionsController } from './session/own-sessions.controller';
import { PlainHttpWarning } from './session/plain-http.warning';
import { SessionController } from './session/session.controller';
import { SettingsViews } from './settings/settings-view.service';
import { SettingsController } from './settings/settings.controller';
import { UsageController } from './usage/usage.controller';
import { UsersController } from './users/users.controller';

/** One folder for each page of the dashboard. */
export const ADMIN_CONTROLLERS = [
  SessionController,
  OwnSessionsController,
  UsersController,
  ClientsController,
  ProvidersController,
  GroupsController,
  RoutesController,
  ModelCatalogController,
  PriceListsController,
  PricesController,
  UsageController,
  FirstRunController,
  SettingsController,
  ConfigController,
  PlaygroundController,
  LiveTicketController,
  // Before requests/:id, which would take its address for an id.
  InFlightController,
  RequestsController,
  AuditController,
  JobsController,
];

/** What these controllers need beside the libraries' services. */
export const ADMIN_SERVICES = [PlainHttpWarning, RouteTracer, SettingsViews];
