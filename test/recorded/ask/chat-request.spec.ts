import { recordedCase } from '../testing/exchanges';
import { chatRequestOf } from './chat-request';

const MESSAGES = [{ role: 'user', content: 'Dig.' }];

it('sends the recorded request under the name of its provider', () => {
  const request = { model: 'gpt-5', messages: MESSAGES, temperature: 0, stream: true, stream_options: {} };
  expect(chatRequestOf(recordedCase({ request }), 'openai/gpt-5')).toEqual({
    model: 'openai/gpt-5',
    messages: MESSAGES,
    temperature: 0,
    stream: false,
  });
});

it('asks every stream for its usage', () => {
  const request = { model: 'gpt-5', messages: MESSAGES };
  expect(chatRequestOf(recordedCase({ request, isStream: true }), 'openai/gpt-5')).toMatchObject({
    stream: true,
    stream_options: { include_usage: true },
  });
});

it('has nothing fetched from strangers', () => {
  const picture = (url: string) => ({ type: 'image_url', image_url: { url } });
  const content = [picture('https://pictures.invalid/1.png'), picture('data:image/png;base64,AA==')];
  const request = { messages: [{ role: 'user', content }] };
  const sent = JSON.stringify(chatRequestOf(recordedCase({ request }), 'openai/gpt-5'));
  expect(sent).not.toContain('pictures.invalid');
  expect(sent).toContain('data:image/png;base64,AA==');
});

it.each([
  ['tools', { expected: { toolCalls: [{ id: null, name: 'dig', arguments: {} }] } }, '"name":"dig"'],
  ['a turn before', { kinds: new Set(['tool-second-turn']) }, '"role":"tool"'],
  ['a picture', { kinds: new Set(['vision']) }, '"image_url"'],
  ['thinking', { expected: { reasoningText: 'Hm.' } }, '"reasoning_effort"'],
  ['a structure', { kinds: new Set(['structured']) }, '"json_object"'],
  ['choices', { expected: { choicesText: ['a', 'b'] } }, '"n":2'],
])('makes up a request with %s where none of that shape was recorded', (_, changes, part) => {
  const contents = { request: { contents: [] } };
  expect(JSON.stringify(chatRequestOf(recordedCase({ ...contents, ...changes }), 'gemini/m'))).toContain(part);
  expect(JSON.stringify(chatRequestOf(recordedCase(contents), 'gemini/m'))).not.toContain(part);
});
