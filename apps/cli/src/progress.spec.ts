import { ProgressBar } from './progress';

function barOn(isTTY: boolean) {
  const written: string[] = [];
  let nowMs = 0;
  const output = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const bar = new ProgressBar('Keys', output, () => nowMs);
  return { bar, written, wait: (ms: number) => (nowMs += ms) };
}

describe('ProgressBar', () => {
  it('draws over itself on a terminal, not too often, and its end always', () => {
    const { bar, written, wait } = barOn(true);
    bar.tell({ done: 0, total: 4 });
    bar.tell({ done: 1, total: 4 });
    wait(100);
    bar.tell({ done: 2, total: 4 });
    bar.tell({ done: 4, total: 4 });
    bar.end();
    expect(written).toEqual([
      `\rKeys [${'.'.repeat(24)}] 0/4`,
      `\rKeys [${'#'.repeat(12)}${'.'.repeat(12)}] 2/4`,
      `\rKeys [${'#'.repeat(24)}] 4/4`,
      '\n',
    ]);
  });

  it('is full when there is nothing to do', () => {
    const { bar, written } = barOn(true);
    bar.tell({ done: 0, total: 0 });
    expect(written).toEqual([`\rKeys [${'#'.repeat(24)}] 0/0`]);
  });

  it('says nothing where nobody watches', () => {
    const { bar, written } = barOn(false);
    bar.tell({ done: 1, total: 1 });
    bar.end();
    expect(written).toEqual([]);
  });
});
