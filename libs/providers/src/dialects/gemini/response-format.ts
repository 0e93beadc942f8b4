import { isRecord } from '@app/common';
import { unsupported, type Encoding } from './encoding';
import { responseSchemaOf } from './schema/response-schema';

/** JSON as the form of the answer, with or without a schema. */
export function responseFormatOf({ request, budget, adjusted }: Encoding): Record<string, unknown> {
  const { response_format: format } = request;
  if (format === undefined || format === null) return {};
  switch (isRecord(format) ? format.type : undefined) {
    case 'text':
      return {};
    case 'json_object':
      return { responseMimeType: 'application/json' };
    case 'json_schema': {
      const { json_schema: named } = format;
      const given = isRecord(named) ? named['schema'] : undefined;
      const { field, schema, isLossy } = responseSchemaOf(given, 'response_format.json_schema.schema', budget);
      if (isLossy) adjusted.add('response_format');
      return { responseMimeType: 'application/json', [field]: schema };
    }
    default:
      throw unsupported(
        'The response format has to be text, json_object or json_schema for this model.',
        'response_format.type',
      );
  }
}
