import { JsonDocument } from '@app/common';
import type { ResponsesRequest } from '@app/contracts';
import { providerOf } from '../../testing/chat-call';
import { callItem, customCallItem, messageItem, refusalItem, responseOf } from '../../testing/response-events';
import type { PassedResponse, ResponseCall, StoredResponseCall } from '../../spi/responses';
import { decodePassedResponse, encodeResponseCall, storedResponsePath } from './passed-response';

const TEXT = '{ "model":"asked", "input":"Hi", "big":12345678901234567890 }';

function call(fields: Partial<ResponseCall> = {}): ResponseCall {
  const document = JsonDocument.parse(Buffer.from(TEXT));
  const request: ResponsesRequest = { ...document.value, model: 'asked' };
  return { operation: '', document, request, model: 'asked', facts: undefined, ...fields };
}

describe('encodeResponseCall', () => {
  it("sends the caller's own bytes", () => {
    const { path, body, adjusted } = encodeResponseCall(call());
    expect({ path, text: body.toString(), adjusted }).toEqual({ path: 'responses', text: TEXT, adjusted: [] });
  });

  it('names the model that is meant and touches nothing else', () => {
    expect(encodeResponseCall(call({ model: 'sent' })).body.toString()).toContain('12345678901234567890');
    expect(JSON.parse(encodeResponseCall(call({ model: 'sent' })).body.toString())).toMatchObject({
      model: 'sent',
      input: 'Hi',
    });
  });

  it.each(['input_tokens', 'compact'] as const)('has a path for %s', (operation) => {
    expect(encodeResponseCall(call({ operation })).path).toBe(`responses/${operation}`);
  });
});

describe('storedResponsePath', () => {
  const stored = (fields: Partial<StoredResponseCall>): string =>
    storedResponsePath({ method: 'GET', responseId: 'resp_1', operation: '', query: '', ...fields });

  it.each<[Partial<StoredResponseCall>, string]>([
    [{}, 'responses/resp_1'],
    [{ operation: 'cancel' }, 'responses/resp_1/cancel'],
    [{ operation: 'input_items', query: 'limit=2&after=x%20y' }, 'responses/resp_1/input_items?limit=2&after=x%20y'],
    [{ responseId: '../../models?x#y' }, 'responses/..%2F..%2Fmodels%3Fx%23y'],
    [{ query: 'a=\r\nx-evil: ü' }, 'responses/resp_1?a=%0D%0Ax-evil:%20%C3%BC'],
  ])('of %j is %j', (fields, path) => {
    expect(stored(fields)).toBe(path);
  });
});

describe('decodePassedResponse', () => {
  const decoded = (response: object): PassedResponse =>
    decodePassedResponse(Buffer.from(JSON.stringify(response)), providerOf());

  it('gives the bytes as they came, with what they say', () => {
    const response = responseOf({ output: [messageItem('Hi')], brand_new: 1 });
    const answer = decoded(response);
    expect(answer.body.toString()).toBe(JSON.stringify(response));
    expect(answer).toMatchObject({
      response,
      usage: { prompt_tokens: 9, completion_tokens: 5 },
      failure: undefined,
      isFinished: true,
      sequenceNumber: -1,
    });
  });

  it('counts all that the model wrote', () => {
    const output = [
      messageItem('a'),
      refusalItem('b'),
      callItem('1', 'f', 'c'),
      customCallItem('2', 'g', 'd'),
      null,
      {},
    ];
    expect(decoded(responseOf({ output })).text()).toBe('abcd');
    expect(decoded(responseOf({ output: 'x' })).text()).toBe('');
  });

  it.each([
    ['queued', false],
    ['in_progress', false],
    ['completed', true],
    ['incomplete', true],
    ['failed', true],
    ['cancelled', true],
    [undefined, false],
  ])('knows whether one that is %s is at its end', (status, isFinished) => {
    expect(decoded(responseOf({ status })).isFinished).toBe(isFinished);
  });

  it('passes a failure and tells of it', () => {
    const { failure, body } = decoded(responseOf({ status: 'failed', error: { message: 'said' } }));
    expect(failure?.message).toContain('said');
    expect(body.length).toBeGreaterThan(0);
  });

  it('refuses what is no object', () => {
    expect(() => decodePassedResponse(Buffer.from('[]'), providerOf())).toThrow(/no JSON object/);
  });
});
