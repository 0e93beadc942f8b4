import { presentedKey } from './presented-key';

describe('presentedKey', () => {
  it.each([
    [{ authorization: 'Bearer k' }],
    [{ authorization: 'bearer k' }],
    [{ authorization: 'BEARER   k ' }],
    [{ 'x-api-key': 'k' }],
    [{ 'api-key': ' k ' }],
    [{ 'x-goog-api-key': 'k' }],
    [{ authorization: 'Basic abc', 'x-api-key': 'k' }],
    [{ authorization: 'Bearer k', 'x-api-key': 'other' }],
  ])('reads %j', (headers) => {
    expect(presentedKey(headers)).toBe('k');
  });

  it.each([
    [{}],
    [{ authorization: 'k' }],
    [{ authorization: 'Bearer' }],
    [{ authorization: 'Bearer a b' }],
    [{ 'x-api-key': ' ' }],
  ])('finds none in %j', (headers) => {
    expect(presentedKey(headers)).toBeUndefined();
  });
});
