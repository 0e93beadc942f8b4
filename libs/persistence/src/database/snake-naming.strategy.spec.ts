import { SnakeNamingStrategy } from './snake-naming.strategy';

describe('SnakeNamingStrategy', () => {
  const naming = new SnakeNamingStrategy();

  it.each([
    ['id', 'id'],
    ['keyHash', 'key_hash'],
    ['timeToFirstTokenMs', 'time_to_first_token_ms'],
    ['cacheWrite1h', 'cache_write1h'],
  ])('stores %s as %s', (property, column) => {
    expect(naming.columnName(property, undefined)).toBe(column);
  });

  it('lets a column have a name of its own', () => {
    expect(naming.columnName('keyHash', 'hash')).toBe('hash');
  });
});
