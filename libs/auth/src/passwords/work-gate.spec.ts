import { WorkGate } from './work-gate';

interface HeldWork {
  readonly run: () => Promise<string>;
  readonly end: () => void;
  readonly fail: () => void;
}

/** Work that ends when it is told to. */
function held(name: string, began: string[]): HeldWork {
  let [end, fail] = [(): void => undefined, (): void => undefined];
  const result = new Promise<string>((resolve, reject) => {
    end = () => {
      resolve(name);
    };
    fail = () => {
      reject(new Error(name));
    };
  });
  const run = (): Promise<string> => {
    began.push(name);
    return result;
  };
  return { run, end, fail };
}

describe('WorkGate', () => {
  it('runs two at a time, the others in the order in which they came', async () => {
    const began: string[] = [];
    const gate = new WorkGate('Work', 2, 10);
    const works = ['a', 'b', 'c', 'd'].map((name) => held(name, began));
    const results = works.map(({ run }) => gate.run(run));
    expect(began).toEqual(['a', 'b']);
    works[1]?.end();
    await results[1];
    expect(began).toEqual(['a', 'b', 'c']);
    works[0]?.end();
    await results[0];
    expect(began).toEqual(['a', 'b', 'c', 'd']);
    works[2]?.end();
    works[3]?.end();
    await expect(Promise.all(results)).resolves.toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on after a failure, which belongs to the one who asked', async () => {
    const began: string[] = [];
    const gate = new WorkGate('Work', 1, 10);
    const [first, second] = [held('a', began), held('b', began)];
    const results = [gate.run(first.run), gate.run(second.run)];
    first.fail();
    await expect(results[0]).rejects.toThrow('a');
    second.end();
    await expect(results[1]).resolves.toBe('b');
  });

  it('turns away whoever would be one too many, and takes others again later', async () => {
    const began: string[] = [];
    const gate = new WorkGate('Work', 1, 1);
    const [running, waiting] = [held('a', began), held('b', began)];
    const [refused, later] = [held('c', began), held('d', began)];
    const results = [gate.run(running.run), gate.run(waiting.run)];
    await expect(gate.run(refused.run)).rejects.toMatchObject({ httpStatus: 503, code: 'overloaded' });
    running.end();
    waiting.end();
    await Promise.all(results);
    later.end();
    await expect(gate.run(later.run)).resolves.toBe('d');
    expect(began).toEqual(['a', 'b', 'd']);
  });

  it('lets nobody overtake the one whose turn it is', async () => {
    const began: string[] = [];
    const gate = new WorkGate('Work', 1, 5);
    const [first, second, late] = [held('a', began), held('b', began), held('c', began)];
    const results = [gate.run(first.run), gate.run(second.run)];
    first.end();
    await results[0];
    results.push(gate.run(late.run));
    expect(began).toEqual(['a', 'b']);
    second.end();
    late.end();
    await Promise.all(results);
  });
});
