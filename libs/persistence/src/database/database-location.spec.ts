import { UnsupportedDatabaseError } from '../errors/unsupported-database.error';
import { sqliteFileOf } from './database-location';

describe('sqliteFileOf', () => {
  it.each([
    ['/var/lib/gophergate/gophergate.sqlite', '/var/lib/gophergate/gophergate.sqlite'],
    ['sqlite:///var/lib/g.sqlite', '/var/lib/g.sqlite'],
    ['sqlite:/var/lib/g.sqlite', '/var/lib/g.sqlite'],
    ['data/g.sqlite', `${process.cwd()}/data/g.sqlite`],
    ['sqlite:data/g.sqlite', `${process.cwd()}/data/g.sqlite`],
    ['/data/12:30 backup.sqlite', '/data/12:30 backup.sqlite'],
  ])('reads %s', (location, file) => {
    expect(sqliteFileOf(location)).toBe(file);
  });

  it.each(['postgres://gate:s3cret@db/gate', 'postgresql://gate:s3cret@db/gate', 'POSTGRES://gate:s3cret@db/gate'])(
    'refuses %s in a clear sentence without its password',
    (location) => {
      expect(() => sqliteFileOf(location)).toThrow(UnsupportedDatabaseError);
      expect(() => sqliteFileOf(location)).toThrow(/^PostgreSQL is not supported yet: give the path of a SQLite file/);
    },
  );

  it('refuses what it does not know, by its scheme alone', () => {
    expect(() => sqliteFileOf('mysql://gate:s3cret@db/gate')).toThrow(/^A "mysql:" database is not supported/);
  });

  it.each(['', ':memory:', 'sqlite:', 'sqlite::memory:'])('refuses %p, which has no file to share', (location) => {
    expect(() => sqliteFileOf(location)).toThrow('needs a file');
  });
});
