import { concat, defer, lastValueFrom, of, Subject, toArray } from 'rxjs';
import { heldUntilRecorded } from './held-until-recorded';

describe('heldUntilRecorded', () => {
  it('lets items pass in the same turn while the answer goes on', () => {
    const source = new Subject<string>();
    const seen: string[] = [];
    source
      .pipe(
        heldUntilRecorded(
          () => false,
          () => Promise.resolve(),
        ),
      )
      .subscribe((item) => seen.push(item));
    source.next('a');
    expect(seen).toEqual(['a']);
  });

  it('holds the completing item, and what follows it, until the record is safe', async () => {
    let isSafe: () => void = () => undefined;
    const safe = new Promise<void>((resolve) => (isSafe = resolve));
    let isComplete = false;
    const source = new Subject<string>();
    const seen: string[] = [];
    source
      .pipe(
        heldUntilRecorded(
          () => isComplete,
          () => safe,
        ),
      )
      .subscribe((item) => seen.push(item));
    source.next('part');
    isComplete = true;
    source.next('completed');
    source.next('behind');
    await Promise.resolve();
    expect(seen).toEqual(['part']);
    isSafe();
    await safe;
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['part', 'completed', 'behind']);
  });

  it('loses nothing when the source ends meanwhile', async () => {
    const items = concat(
      of('a', 'b'),
      defer(() => of('c')),
    );
    const seen = items.pipe(
      heldUntilRecorded(
        () => true,
        () => Promise.resolve(),
      ),
      toArray(),
    );
    await expect(lastValueFrom(seen)).resolves.toEqual(['a', 'b', 'c']);
  });
});
