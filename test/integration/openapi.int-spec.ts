import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIObject } from '@nestjs/swagger';
import { isRecord } from '@app/common';
import { openApiDocument } from '../openapi/document';
import { OPENAPI_FILE } from '../openapi/openapi-file';
import { mappedRoutes } from '../support/mapped-routes';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.server';
import { TestGateway } from '../support/test-gateway';

let simulator: Simulator;
let gateway: TestGateway;
let published: OpenAPIObject;

beforeAll(async () => {
  simulator = await startSimulator();
  gateway = await TestGateway.start({ simulator });
  published = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as OpenAPIObject;
});
afterAll(async () => {
  await gateway.stop();
  await simulator.close();
});

const operations = (): [name: string, operation: Record<string, unknown>][] =>
  Object.entries(published.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Record<string, unknown>>).map(
      ([method, operation]): [string, Record<string, unknown>] => [`${method.toUpperCase()} ${path}`, operation],
    ),
  );

it('is what the code says; "npm run openapi" writes it anew', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(openApiDocument(gateway.running.app))));
});

it('is a valid document of OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(published)) as Record<string, unknown>);
  expect({ valid, errors }).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
});

it('has every address of the admin API', () => {
  const live = mappedRoutes(gateway.running.app)
    .filter(({ path }) => path.startsWith('/api/') && !path.includes('*path'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/[:*](\w+)/g, '{$1}')}`);
  expect(
    operations()
      .map(([name]) => name)
      .toSorted(),
  ).toEqual(live.toSorted());
});

it('shows an example of each request and of each answer', () => {
  const lacking = operations().filter(([, operation]) => {
    const { requestBody, responses } = operation;
    const bodies = [
      requestBody,
      ...Object.entries(responses as Record<string, unknown>).flatMap(([status, answer]) =>
        status === 'default' ? [] : [answer],
      ),
    ];
    return bodies.some((body) => mediaOf(body).some((media) => !isRecord(media) || !isRecord(media['examples'])));
  });
  expect(lacking.map(([name]) => name)).toEqual([]);
  expect(operations().filter(([, { summary }]) => typeof summary !== 'string')).toEqual([]);
});

it('refers to nothing that is not there', () => {
  const schemas = published.components?.schemas ?? {};
  const references = [...JSON.stringify(published).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  const names = references.map(([, name = '']) => decodeURIComponent(name));
  expect(names.filter((name) => !(name in schemas))).toEqual([]);
  expect(names.length).toBeGreaterThan(50);
});

function mediaOf(body: unknown): unknown[] {
  return isRecord(body) && isRecord(body['content']) ? Object.values(body['content']) : [];
}
