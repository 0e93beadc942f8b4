import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { ROOT } from '../support/gateway-child';

export type Schema = Readonly<Record<string, unknown>>;

/** JSON schemas of every type that the admin API speaks, by name, made of the very types that the code is checked against. */
export function adminSchemas(): Readonly<Record<string, Schema>> {
  const generator = createGenerator({
    path: join(ROOT, 'libs/contracts/src/admin/index.ts'),
    tsconfig: join(ROOT, 'tsconfig.json'),
    type: '*',
    expose: 'export',
    jsDoc: 'extended',
    sortProps: true,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const { definitions = {} } = generator.createSchema('*');
  return JSON.parse(JSON.stringify(definitions).replaceAll('#/definitions/', '#/components/schemas/')) as Readonly<
    Record<string, Schema>
  >;
}
