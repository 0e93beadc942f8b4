import 'reflect-metadata';
import { InvalidRequestError, JsonDocument } from '@app/common';
import { ChatCompletionDto } from './chat-completion.dto';
import { checkedBody } from './checked-body';

const FIELDS = ['model', 'messages', 'stream', 'stream_options', 'tools'];
const valid = { model: 'm', messages: [{ role: 'user', content: 'Hello' }] };
const check = (body: Record<string, unknown>) => checkedBody(body, ChatCompletionDto, FIELDS);

function refusalOf(body: Record<string, unknown>): InvalidRequestError {
  try {
    check(body);
  } catch (error) {
    if (error instanceof InvalidRequestError) return error;
    throw error;
  }
  throw new Error('The body was accepted.');
}

describe('checkedBody', () => {
  it('hands the very body back, unknown fields and all', () => {
    const body = { ...valid, seed: 1, new_field: { deep: [1] } };
    expect(check(body)).toBe(body);
    expect(body).toEqual({ ...valid, seed: 1, new_field: { deep: [1] } });
  });

  it.each([
    { stream: true },
    { stream: null },
    { stream_options: { include_usage: true } },
    { stream_options: null },
    { tools: [] },
    { tools: null },
    { model: 'x'.repeat(256) },
  ])('accepts %j', (fields) => {
    expect(() => check({ ...valid, ...fields })).not.toThrow();
  });

  it.each([
    [{ model: undefined }, 'model', 'missing_required_parameter'],
    [{ model: '' }, 'model', 'invalid_type'],
    [{ model: 7 }, 'model', 'invalid_type'],
    [{ model: null }, 'model', 'invalid_type'],
    [{ model: { toString: 'x' } }, 'model', 'invalid_type'],
    [{ model: 'x'.repeat(257) }, 'model', 'invalid_type'],
    [{ messages: undefined }, 'messages', 'missing_required_parameter'],
    [{ messages: [] }, 'messages', 'invalid_type'],
    [{ messages: 'Hello' }, 'messages', 'invalid_type'],
    [{ messages: { length: 1, 0: { role: 'user' } } }, 'messages', 'invalid_type'],
    [{ stream: 'true' }, 'stream', 'invalid_type'],
    [{ stream: 1 }, 'stream', 'invalid_type'],
    [{ stream_options: 'usage' }, 'stream_options', 'invalid_type'],
    [{ stream_options: [] }, 'stream_options', 'invalid_type'],
    [{ tools: {} }, 'tools', 'invalid_type'],
  ])('refuses %j', (fields, param, code) => {
    const error = refusalOf({ ...valid, ...fields });
    expect(error).toMatchObject({ httpStatus: 400, param, code });
    expect(error.message).toMatch(new RegExp(`^${param} .*\\.$`));
  });

  it('names the first of several fields at fault', () => {
    expect(refusalOf({}).param).toBe('model');
  });

  it('is not fooled by fields that stand on a prototype', () => {
    const { value } = JsonDocument.parse(Buffer.from('{"__proto__":{"model":"m","messages":[{"role":"user"}]}}'));
    expect(refusalOf(value).code).toBe('missing_required_parameter');
  });
});
