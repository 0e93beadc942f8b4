import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiResponse, type ApiBodyOptions } from '@nestjs/swagger';

/** What the API document says of one endpoint. Types are named as in `@app/contracts/admin`, of which the schemas are made. */
export interface Documentation {
  readonly summary: string;
  readonly description?: string;
  /** Type of the body. */
  readonly request?: string;
  /** Type of the answer; `undefined` where there is none. */
  readonly response?: string;
  /** 200 when left out. */
  readonly status?: number;
  /** Of an answer that is no JSON. */
  readonly contentType?: string;
  /** Parameters of the query, by name, each with what it means. */
  readonly query?: Readonly<Record<string, string>>;
  /** What a request and its answer look like; each endpoint has one. */
  readonly example: { readonly request?: unknown; readonly response?: unknown };
}

/** Describes an endpoint of the admin API; a spec keeps the published document equal to what is said here. */
export function Documented(documentation: Documentation): MethodDecorator {
  const { summary, description, request, response, status = 200, query = {}, example } = documentation;
  const { contentType = 'application/json' } = documentation;
  const content = response === undefined ? undefined : { [contentType]: mediaOf(response, example.response) };
  return applyDecorators(
    ApiOperation({ summary, ...(description !== undefined && { description }) }),
    ...(request === undefined ? [] : [ApiBody(bodyOf(request, example.request))]),
    ...Object.entries(query).map(([name, meaning]) =>
      ApiQuery({ name, required: false, description: meaning, schema: { type: 'string' } }),
    ),
    ApiResponse({ status, description: summary, ...(content && { content }) }),
    ApiResponse({
      status: 'default',
      description: 'What went wrong, and what to do about it.',
      content: { 'application/json': { schema: refTo('AdminErrorBody') } },
    }),
  );
}

function bodyOf(type: string, example: unknown): ApiBodyOptions {
  return { required: true, schema: refTo(type), examples: { default: { value: example } } };
}

function mediaOf(type: string, example: unknown) {
  const schema = type === 'string' ? { type: 'string' } : refTo(type);
  return { schema, ...(example !== undefined && { examples: { default: { value: example } } }) };
}

function refTo(type: string): { $ref: string } {
  return { $ref: `#/components/schemas/${type}` };
}
