import { dbOptions, pragmasFor } from './data-source';
import type { DatabaseRole } from './data-source';

const ROLES: readonly DatabaseRole[] = ['control', 'ledger', 'reader'];

describe('dbOptions', () => {
  it('never changes the schema by itself', () => {
    expect(dbOptions('/tmp/x.sqlite')).toMatchObject({ synchronize: false, enableWAL: true });
  });

  it('names the file, and waits patiently for a lock', () => {
    expect(dbOptions('sqlite:///tmp/x.sqlite')).toMatchObject({ database: '/tmp/x.sqlite', busyTimeout: 5_000 });
  });

  it('lists entities and migrations one by one, because a glob finds nothing in a bundle', () => {
    const { entities, migrations } = dbOptions('/tmp/x.sqlite');
    for (const item of [entities, migrations].flat()) expect(typeof item).not.toBe('string');
  });
});

describe('pragmasFor', () => {
  it('forbids writing to the reader only', () => {
    expect(ROLES.filter((role) => pragmasFor(role).some((pragma) => pragma.includes('query_only')))).toEqual([
      'reader',
    ]);
  });
});
