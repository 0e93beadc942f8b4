import { dbOptions, pragmasFor } from './data-source';
import type { DatabaseRole } from './data-source';

const ROLES: readonly DatabaseRole[] = ['control', 'ledger', 'reader'];

describe('dbOptions', () => {
  it.each(ROLES)('never changes the schema by itself (%s)', (role) => {
    expect(dbOptions('/tmp/x.sqlite', role)).toMatchObject({ name: role, synchronize: false, enableWAL: true });
  });

  it('gives every role the same file and a patient busy timeout', () => {
    for (const role of ROLES) {
      expect(dbOptions('sqlite:///tmp/x.sqlite', role)).toMatchObject({
        database: '/tmp/x.sqlite',
        busyTimeout: 5_000,
      });
    }
  });

  it('lists entities and migrations one by one, because a glob finds nothing in a bundle', () => {
    const { entities, migrations } = dbOptions('/tmp/x.sqlite', 'control');
    for (const item of [entities, migrations].flat()) expect(item).toBeInstanceOf(Function);
  });
});

describe('pragmasFor', () => {
  it('forbids writing to the reader only', () => {
    expect(ROLES.filter((role) => pragmasFor(role).some((pragma) => pragma.includes('query_only')))).toEqual([
      'reader',
    ]);
  });
});
