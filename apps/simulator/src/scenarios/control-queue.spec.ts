import { ControlQueue } from './control-queue';

describe('ControlQueue', () => {
  it('has nothing to say at first', () => {
    expect(new ControlQueue().take('openai')).toEqual({});
  });

  it('is used up after so many times', () => {
    const queue = new ControlQueue();
    queue.add({ status: 500 }, undefined, 2);
    expect([queue.take('openai'), queue.take('grok'), queue.take('openai')]).toEqual([
      { status: 500 },
      { status: 500 },
      {},
    ]);
  });

  it('stands until cleared when no number is given', () => {
    const queue = new ControlQueue();
    queue.add({ status: 500 });
    expect([queue.take('openai'), queue.take('openai')]).toEqual([{ status: 500 }, { status: 500 }]);
    queue.clear();
    expect(queue.take('openai')).toEqual({});
  });

  it('concerns the named vendor only, oldest first', () => {
    const queue = new ControlQueue();
    queue.add({ status: 429 }, 'openai', 1);
    queue.add({ status: 503 }, 'openai', 1);
    expect(queue.take('gemini')).toEqual({});
    expect([queue.take('openai'), queue.take('openai'), queue.take('openai')]).toEqual([
      { status: 429 },
      { status: 503 },
      {},
    ]);
  });
});
