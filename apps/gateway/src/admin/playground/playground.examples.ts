import type { PlaygroundChatAnswer, PlaygroundChatRequest } from '@app/contracts/admin';

export const A_PLAYGROUND_REQUEST: PlaygroundChatRequest = {
  model: 'fast-flow',
  messages: [{ role: 'user', content: 'Name a colour.' }],
};

export const A_PLAYGROUND_ANSWER: PlaygroundChatAnswer = {
  id: 'chatcmpl-019f0000-0000-7000-8000-000000000001',
  object: 'chat.completion',
  created: 1_795_400_000,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Teal.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 11, completion_tokens: 2, total_tokens: 13 },
};
