import { completedEvents } from './completed-events';

const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };
const eventsIn = (text: string): unknown[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((event) => {
      const [name, data = ''] = event.split('\n');
      expect(name).toBe('event: image_generation.completed');
      return JSON.parse(data.replace(/^data: /, '')) as unknown;
    });

describe('completedEvents', () => {
  it('are one for each picture, and the last tells the usage', () => {
    const body = JSON.stringify({ created: 7, size: '1024x1024', data: [{ b64_json: 'a' }, { b64_json: 'b' }], usage });
    const type = 'image_generation.completed';
    expect(eventsIn(completedEvents(body))).toEqual([
      { type, created_at: 7, size: '1024x1024', b64_json: 'a' },
      { type, created_at: 7, size: '1024x1024', b64_json: 'b', usage },
    ]);
  });

  it.each([
    ['bytes', Buffer.from('{"created":7,"data":[{"b64_json":"ß"}]}')],
    ['text', '{"created":7,"data":[{"b64_json":"ß"}]}'],
  ])('are made from %s, without usage where there is none', (_, body) => {
    expect(eventsIn(completedEvents(body))).toEqual([
      { type: 'image_generation.completed', created_at: 7, b64_json: 'ß' },
    ]);
  });

  it('of no picture are none', () => {
    expect(completedEvents('{"created":7,"data":[]}')).toBe('');
  });
});
