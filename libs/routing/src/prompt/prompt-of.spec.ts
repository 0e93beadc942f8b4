import { promptOfMessages, promptOfText } from './prompt-of';

describe('promptOfMessages', () => {
  it('reads the last question, how deep the conversation is, and how long', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: '1' },
      { role: 'user', content: 'Two?' },
    ];
    expect(promptOfMessages(messages)).toEqual({ question: 'Two?', depth: 2, chars: 18 });
  });

  it('reads the texts of parts and passes over everything else', () => {
    const content = [
      { type: 'text', text: 'What is' },
      { type: 'image_url', image_url: { url: 'data:…' } },
      { type: 'input_text', text: 'this?' },
      null,
      { type: 'text', text: 7 },
    ];
    expect(promptOfMessages([{ role: 'user', content }])).toMatchObject({ question: 'What is\nthis?', depth: 0 });
  });

  it('keeps to the user’s question after tools have answered', () => {
    const messages = [
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'tool', content: '{"sky":"blue"}' },
    ];
    expect(promptOfMessages(messages)).toMatchObject({ question: 'Weather?', depth: 1 });
  });

  it('takes the last message where the user said nothing', () => {
    expect(promptOfMessages([{ role: 'system', content: 'Say hello.' }])).toMatchObject({ question: 'Say hello.' });
  });

  it.each([[[]], [[null, 7, 'x']], [[{}]]])('makes do with %j', (messages) => {
    expect(promptOfMessages(messages)).toEqual({ question: '', depth: 0, chars: 0 });
  });
});

it('a text is a conversation of one question', () => {
  expect(promptOfText('Hi')).toEqual({ question: 'Hi', depth: 0, chars: 2 });
});
