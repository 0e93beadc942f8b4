import type { NestExpressApplication } from '@nestjs/platform-express';

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] };
}

/** What Express itself would answer, read from its router: a controller nobody thinks of shows here too. */
export function mappedRoutes(app: NestExpressApplication): { method: string; path: string }[] {
  const express = app.getHttpAdapter().getInstance() as {
    readonly router: { readonly stack: readonly Layer[] };
  };
  return express.router.stack
    .flatMap(({ route }) => methodsOf(route).map((method) => ({ method, path: route?.path ?? '' })))
    .sort((a, b) => a.method.localeCompare(b.method) || a.path.localeCompare(b.path));
}

/** Express writes "all" as a layer for each method there is. */
function methodsOf(route: Layer['route']): string[] {
  const methods = (route?.stack ?? []).map(({ method }) => method?.toUpperCase() ?? 'ALL');
  return methods.length > 10 ? ['ALL'] : methods;
}
