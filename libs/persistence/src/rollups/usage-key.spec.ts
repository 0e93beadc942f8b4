import { requestRecord } from '../testing/request-records';
import { usageSubjectsOf } from './usage-key';

const subjects = (changes: Parameters<typeof requestRecord>[0]): Record<string, [entity: string, detail: string]> =>
  Object.fromEntries(
    usageSubjectsOf(requestRecord(changes)).map(({ dimension, entity, detail }) => [dimension, [entity, detail]]),
  );

describe('usageSubjectsOf', () => {
  it('counts a request in every dimension it belongs to', () => {
    expect(
      subjects({
        providerId: 'p',
        servedModel: 'm-1',
        sentModel: 'm',
        clientId: 'c',
        groupName: 'g',
        outcome: 'failed',
        errorCode: 'e',
      }),
    ).toEqual({
      all: ['', ''],
      provider: ['p', ''],
      model: ['p', 'm-1'],
      client: ['c', ''],
      client_model: ['c', 'p/m-1'],
      group: ['g', ''],
      target: ['g', 'p/m-1'],
      error: ['e', 'p/m-1'],
    });
  });

  it('leaves a request without a group out of the groups', () => {
    expect(subjects({ groupName: null })).not.toHaveProperty('group');
  });

  it.each([
    ['completed', false],
    ['failed', true],
    ['cancelled', true],
  ] as const)('counts what ended as %s among the errors: %s', (outcome, isThere) => {
    expect('error' in subjects({ outcome })).toBe(isThere);
  });

  it('knows an error without a code', () => {
    expect(subjects({ outcome: 'cancelled', errorCode: null })).toHaveProperty('error', ['', expect.any(String)]);
  });

  it.each([
    ['the served model', { servedModel: 'served', sentModel: 'sent' }, 'served'],
    ['the sent one when no other was named', { servedModel: null, sentModel: 'sent' }, 'sent'],
    ['none when there was none', { servedModel: null, sentModel: null }, ''],
    ['none that nobody knows', { servedModel: null, sentModel: 'invented', errorCode: 'model_not_found' }, ''],
    ['a served one all the same', { servedModel: 'served', errorCode: 'model_not_found' }, 'served'],
  ])('takes %s', (_, changes, model) => {
    expect(subjects({ providerId: 'p', ...changes })).toHaveProperty('model', ['p', model]);
    expect(subjects({ providerId: 'p', ...changes })['client_model']?.[1]).toBe(`p/${model}`);
  });

  it('leaves a provider that was not reached empty', () => {
    expect(subjects({ providerId: null, sentModel: null, servedModel: null })).toMatchObject({
      provider: ['', ''],
      client_model: ['client-1', '/'],
    });
  });

  it.each([
    ['keeps 128 characters', 'x'.repeat(128), 'x'.repeat(128)],
    ['cuts what is longer', 'x'.repeat(129), 'x'.repeat(128)],
    ['does not cut a character in two', `${'x'.repeat(127)}\u{1F9A6}`, 'x'.repeat(127)],
    ['keeps a character that just fits', `${'x'.repeat(126)}\u{1F9A6}y`, `${'x'.repeat(126)}\u{1F9A6}`],
    ['replaces half a character, as the database does', 'a\uD83Eb', 'a\uFFFDb'],
  ])('%s of a name', (_, name, kept) => {
    expect(subjects({ servedModel: name, clientId: name, groupName: name, providerId: name })).toMatchObject({
      model: [kept, kept],
      client: [kept, ''],
      group: [kept, ''],
      target: [kept, `${kept}/${kept}`],
    });
  });
});
