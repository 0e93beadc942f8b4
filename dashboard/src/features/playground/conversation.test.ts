import { chatRequest, NO_FACTS, type Answer, type ChatSettings, type Turn } from './conversation';

const SETTINGS: ChatSettings = {
  ...{ clientId: '', models: ['a', 'b'], system: '', temperature: '', topP: '', maxTokens: '' },
  ...{ isJson: false, isStream: false },
};
const answer = (model: string, text: string): Answer => ({
  ...{ model, text, state: 'done', reasoning: '', facts: NO_FACTS, problem: null, raw: '' },
  request: { model, messages: [] },
});
const QUESTION = { prompt: 'Why?', image: null };

it('is no more than was asked for', () => {
  expect(chatRequest(SETTINGS, 0, [], QUESTION)).toEqual({
    model: 'a',
    messages: [{ role: 'user', content: 'Why?' }],
  });
});

it('has all settings that are set', () => {
  const settings = {
    ...SETTINGS,
    ...{
      clientId: 'c1',
      system: 'Be brief.',
      temperature: '0',
      topP: '0.5',
      maxTokens: '64',
      isJson: true,
      isStream: true,
    },
  };
  expect(chatRequest(settings, 0, [], QUESTION)).toEqual({
    model: 'a',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Why?' },
    ],
    temperature: 0,
    top_p: 0.5,
    max_completion_tokens: 64,
    response_format: { type: 'json_object' },
    stream: true,
    stream_options: { include_usage: true },
    clientId: 'c1',
  });
});

it.each(['', '  ', 'warm'])('leaves out a number typed as "%s"', (temperature) => {
  expect(chatRequest({ ...SETTINGS, temperature }, 0, [], QUESTION)).not.toHaveProperty('temperature');
});

it('shows each model its own side of the conversation alone', () => {
  const turns: Turn[] = [{ prompt: 'Hello', image: null, answers: [answer('a', 'I am a'), answer('b', 'I am b')] }];
  expect(chatRequest(SETTINGS, 1, turns, QUESTION).messages).toEqual([
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'I am b' },
    { role: 'user', content: 'Why?' },
  ]);
});

it('leaves out a turn that came to nothing', () => {
  const turns: Turn[] = [{ prompt: 'Hello', image: null, answers: [answer('a', ''), answer('b', 'I am b')] }];
  expect(chatRequest(SETTINGS, 0, turns, QUESTION).messages).toEqual([{ role: 'user', content: 'Why?' }]);
});

it('sends a picture as a part', () => {
  const image = 'data:image/png;base64,AAAA';
  expect(chatRequest(SETTINGS, 0, [], { prompt: 'What is this?', image }).messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: { url: image } },
      ],
    },
  ]);
});

it('keeps columns apart that ask the same model', () => {
  const turns: Turn[] = [{ prompt: 'Hello', image: null, answers: [answer('a', 'one'), answer('a', 'two')] }];
  const twice = { ...SETTINGS, models: ['a', 'a'] };
  expect(chatRequest(twice, 1, turns, QUESTION).messages).toContainEqual({ role: 'assistant', content: 'two' });
});
