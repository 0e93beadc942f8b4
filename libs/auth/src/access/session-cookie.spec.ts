import { sessionTokenOf } from './session-cookie';

describe('sessionTokenOf', () => {
  it.each([
    ['alone', 'gophergate_session=v1.a.b'],
    ['among others', 'theme=dark; gophergate_session=v1.a.b; zone=UTC'],
    ['without blanks', 'theme=dark;gophergate_session=v1.a.b;zone=UTC'],
    ['before one of another path', 'gophergate_session=v1.a.b; gophergate_session=v1.c.d'],
    ['beside a name that ends alike', 'my_gophergate_session=no; gophergate_session=v1.a.b'],
  ])('finds the token %s', (_, cookies) => {
    expect(sessionTokenOf(cookies)).toBe('v1.a.b');
  });

  it.each([
    undefined,
    '',
    ';',
    'gophergate_session',
    'gophergate_session=',
    'GOPHERGATE_SESSION=v1.a.b',
    'x=gophergate_session=1',
  ])('finds none in %j', (cookies) => {
    expect(sessionTokenOf(cookies)).toBeUndefined();
  });
});
