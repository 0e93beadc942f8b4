import { QueryFailedError } from 'typeorm';
import { databaseFailure, openFailure, violatesUnique } from './database-failure';
import { DatabaseUnavailableError } from './database-unavailable.error';
import { RowRefusedError } from './row-refused.error';

const withCode = (code: string, message = `${code}: as the driver says`): Error =>
  Object.assign(new Error(message), { code });
const failedQuery = (code: string, message?: string): QueryFailedError =>
  new QueryFailedError('INSERT INTO clients VALUES (?)', ['a secret hash'], withCode(code, message));

describe('databaseFailure', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_MISUSE'])(
    'calls a database with %s unavailable, and keeps the cause',
    (code) => {
      const cause = failedQuery(code);
      const failure = databaseFailure(cause);
      expect(failure).toBeInstanceOf(DatabaseUnavailableError);
      expect(failure).toMatchObject({ cause, httpStatus: 503, message: expect.stringContaining(code) as unknown });
    },
  );

  it.each(['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG'])('blames the row for %s', (code) => {
    expect(databaseFailure(failedQuery(code))).toBeInstanceOf(RowRefusedError);
  });

  it.each([
    ['a fault in our SQL', failedQuery('SQLITE_ERROR')],
    ['an error without a code', new Error('something else')],
    ['a code that is a number', Object.assign(new Error('odd'), { code: 5 })],
    ['no error at all', 'a text'],
    ['nothing', undefined],
  ])('leaves %s as it is', (_, error) => {
    expect(databaseFailure(error)).toBe(error);
  });

  it.each(['SQLITE_BUSY', 'SQLITE_CONSTRAINT'])('repeats no value of the statement (%s)', (code) => {
    expect(String(databaseFailure(failedQuery(code)))).not.toContain('secret');
  });
});

describe('openFailure', () => {
  it.each([
    ['EACCES', /Check that its folder exists or can be made, that this user may write there/],
    ['SQLITE_CANTOPEN', /Check that its folder exists/],
    ['SQLITE_NOTADB', /move it away, or restore it from a backup/],
    ['SQLITE_CORRUPT', /move it away, or restore it from a backup/],
    ['SQLITE_BUSY', /wait for that process or stop it/],
    ['ENOSPC', /free some space/],
    ['SQLITE_FULL', /free some space/],
  ])('tells the file, the reason %s and the remedy', (code, remedy) => {
    const failure = openFailure('/data/g.sqlite', withCode(code));
    expect(failure).toBeInstanceOf(DatabaseUnavailableError);
    expect(String(failure)).toContain(`The database file "/data/g.sqlite" cannot be opened (${code}). `);
    expect(String(failure)).toMatch(remedy);
  });

  it('tells the file also when a statement failed while opening', () => {
    const cause = failedQuery('SQLITE_BUSY');
    const failure = openFailure('/data/g.sqlite', databaseFailure(cause));
    expect(failure).toMatchObject({ cause, message: expect.stringContaining('/data/g.sqlite') as unknown });
  });

  it('does not dress up a fault of ours as an open failure', () => {
    const fault = failedQuery('SQLITE_ERROR', 'no such column');
    expect(openFailure('/data/g.sqlite', fault)).toBe(fault);
  });
});

describe('violatesUnique', () => {
  const refused = databaseFailure(
    failedQuery('SQLITE_CONSTRAINT', 'SQLITE_CONSTRAINT: UNIQUE constraint failed: clients.name'),
  );

  it('knows which column it was', () => {
    expect(violatesUnique(refused, 'clients.name')).toBe(true);
    expect(violatesUnique(refused, 'clients.key_hash')).toBe(false);
    expect(violatesUnique(new Error('UNIQUE constraint failed: clients.name'), 'clients.name')).toBe(false);
  });
});
