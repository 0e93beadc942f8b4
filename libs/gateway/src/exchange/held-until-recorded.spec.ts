import { lastValueFrom, of, Subject, toArray } from 'rxjs';
import { heldUntilRecorded } from './held-until-recorded';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('heldUntilRecorded', () => {
  let isComplete: boolean;
  let recorded: number;
  let makeSafe: () => void;
  let source: Subject<string>;
  let seen: string[];
  beforeEach(() => {
    isComplete = false;
    recorded = 0;
    source = new Subject();
    seen = [];
    const safe = new Promise<void>((resolve) => (makeSafe = resolve));
    const record = (): Promise<void> => {
      recorded += 1;
      return safe;
    };
    source.pipe(heldUntilRecorded(() => isComplete, record)).subscribe({
      next: (item) => seen.push(item),
      error: (error: unknown) => seen.push(String(error)),
      complete: () => seen.push('end'),
    });
  });

  it('lets items pass in the same turn while the answer goes on', () => {
    source.next('a');
    expect(seen).toEqual(['a']);
  });

  it('holds the completing item until the record is safe', async () => {
    source.next('part');
    isComplete = true;
    source.next('completed');
    expect(recorded).toBe(0);
    source.complete();
    await nextTurn();
    expect({ seen, recorded }).toEqual({ seen: ['part'], recorded: 1 });
    makeSafe();
    await nextTurn();
    expect(seen).toEqual(['part', 'completed', 'end']);
  });

  it('lets a held item go that was not the last, and holds the last', async () => {
    isComplete = true;
    source.next('first completed');
    source.next('second completed');
    expect(seen).toEqual(['first completed']);
    source.complete();
    makeSafe();
    await nextTurn();
    expect({ seen, recorded }).toEqual({ seen: ['first completed', 'second completed', 'end'], recorded: 1 });
  });

  it('keeps a held item when the source breaks off', () => {
    isComplete = true;
    source.next('completed');
    source.error(new Error('broken'));
    expect({ seen, recorded }).toEqual({ seen: ['completed', 'Error: broken'], recorded: 0 });
  });

  it('records an answer that never said it was complete', async () => {
    makeSafe();
    const items = of('a', 'b').pipe(
      heldUntilRecorded(
        () => false,
        () => Promise.resolve(),
      ),
      toArray(),
    );
    await expect(lastValueFrom(items)).resolves.toEqual(['a', 'b']);
  });
});
