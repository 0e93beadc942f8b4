import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from '@app/auth';
import { adminSchemas } from './schemas';

const ADMIN = '/api/';
const SESSION = 'session';
const OPEN = new Set(['POST /api/session']);

type PathItem = OpenAPIObject['paths'][string];

/** The admin API of a running application, as it is published. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('GopherGate admin API')
    .setDescription(
      'What the dashboard speaks. Times are epoch milliseconds, money is in nano-USD (1 USD = 1,000,000,000). ' +
        'Changes of an existing object need its ETag as If-Match.',
    )
    .setVersion('1')
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie' }, SESSION)
    .build();
  const { paths, components } = SwaggerModule.createDocument(app, head, { operationIdFactory: operationId });
  const published = Object.entries(paths)
    .filter(([path]) => path.startsWith(ADMIN) && !path.endsWith('/{path}') && !path.includes('*path'))
    .map(([path, item]) => [addressed(path), secured(path, item)] as const)
    .sort(([a], [b]) => a.localeCompare(b));
  return {
    ...head,
    paths: Object.fromEntries(published),
    components: {
      ...(components?.securitySchemes && { securitySchemes: components.securitySchemes }),
      schemas: adminSchemas(),
    },
  };
}

/** A name may hold slashes where Express has a wildcard. */
function addressed(path: string): string {
  return path.replaceAll(/\*(\w+)/g, '{$1}');
}

function secured(path: string, item: PathItem): PathItem {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const isOpen = OPEN.has(`${method.toUpperCase()} ${path}`);
      return [method, { ...(operation as object), ...(!isOpen && { security: [{ [SESSION]: [] }] }) }];
    }),
  );
}

function operationId(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}_${method}`;
}
