import { Mutex } from './mutex';

describe('Mutex', () => {
  it('lets one piece of work finish before the next begins, in the order asked', async () => {
    const mutex = new Mutex();
    const steps: string[] = [];
    const work = (name: string, turns: number) => async (): Promise<string> => {
      steps.push(`${name} begins`);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      steps.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([mutex.run(work('a', 9)), mutex.run(work('b', 0)), mutex.run(work('c', 3))]);
    expect(results).toEqual(['a', 'b', 'c']);
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('gives a failure to the one who asked and goes on', async () => {
    const mutex = new Mutex();
    const failing = mutex.run(() => Promise.reject(new Error('no')));
    const next = mutex.run(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
