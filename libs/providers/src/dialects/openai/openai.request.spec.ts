import { callOf, providerOf } from '../../testing/chat-call';
import { changedFields, encodeOpenAiRequest } from './openai.request';

const bodyOf = (call: ReturnType<typeof callOf>, provider = providerOf()): unknown =>
  JSON.parse(encodeOpenAiRequest(call, provider).body.toString());

describe('encodeOpenAiRequest', () => {
  it("sends the caller's very bytes when the model is the one asked for", () => {
    const call = callOf({ model: 'same', temperature: 0.5 }, 'same');
    expect(encodeOpenAiRequest(call, providerOf()).body).toBe(call.document.bytes);
  });

  it('names the model of the route, and reports nothing for it', () => {
    const call = callOf({ seed: 1, unheard_of: { of: true } });
    expect(bodyOf(call)).toEqual({ ...call.document.value, model: 'sent' });
    expect(encodeOpenAiRequest(call, providerOf()).adjusted).toEqual([]);
  });

  it('asks for usage of every stream, and keeps the other stream options', () => {
    expect(bodyOf(callOf({ stream: true }))).toMatchObject({ stream_options: { include_usage: true } });
    const options = { include_obfuscation: false, include_usage: false };
    expect(bodyOf(callOf({ stream: true, stream_options: options }))).toMatchObject({
      stream_options: { include_obfuscation: false, include_usage: true },
    });
    expect(bodyOf(callOf({}))).not.toHaveProperty('stream_options');
  });

  it('applies the patches in order and reports the fields they touch', () => {
    const provider = providerOf({
      request: [
        (request) => ({ ...request, stop: undefined }),
        (request) => ({ ...request, temperature: request.stop === undefined ? 1 : 0 }),
      ],
    });
    const call = callOf({ stop: 'x', user: 'u' });
    expect(bodyOf(call, provider)).toEqual({
      model: 'sent',
      messages: call.request.messages,
      user: 'u',
      temperature: 1,
    });
    expect([...encodeOpenAiRequest(call, provider).adjusted].sort()).toEqual(['stop', 'temperature']);
  });

  it('sends and reports fields that the route adds', () => {
    const call = callOf({});
    const routed = { ...call, request: { ...call.request, thinking: { type: 'disabled' } } };
    expect(bodyOf(routed)).toMatchObject({ thinking: { type: 'disabled' } });
  });
});

describe('a field of null', () => {
  it('is no loss when it is left out', () => {
    const before = { model: 'm', messages: [], stop: null, temperature: 1 };
    expect(changedFields(before, { model: 'm', messages: before.messages })).toEqual(['temperature']);
  });
});
