import { readMessage } from './live-message';

describe('readMessage', () => {
  it.each([
    [{ type: 'ping' }],
    [{ type: 'filter' }],
    [{ type: 'filter', client: 'a', model: 'b/c:d', provider: 'e', group: 'f', text: ' x ' }],
    [{ type: 'filter', outcome: 'cancelled', minStatus: 400 }],
  ])('reads %j', (message) => {
    expect(readMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"ping"',
    '{"type":"hello"}',
    '{"type":"ping","more":1}',
    '{"type":"filter","outcome":"other"}',
    '{"type":"filter","minStatus":99}',
    '{"type":"filter","minStatus":400.5}',
    '{"type":"filter","client":""}',
    '{"type":"filter","client":null}',
    '{"type":"filter","client":["a"]}',
    '{"type":"filter","__proto__":{"client":"a"},"constructor":1}',
  ])('makes nothing of %s', (text) => {
    expect(readMessage(text)).toBeUndefined();
  });
});
