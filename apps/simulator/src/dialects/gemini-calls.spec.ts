import { callEventParts } from './gemini-calls';

describe('callEventParts', () => {
  it('tells every field by its path and keeps what stands beside the call', () => {
    const args = { city: 'Oslo', days: 2, isNow: false, none: null, list: [1, { a: 'b' }] };
    const parts = callEventParts({ functionCall: { id: 'i', name: 'f', args }, thoughtSignature: 's' });
    expect(parts[0]).toEqual({ functionCall: { id: 'i', name: 'f', willContinue: true }, thoughtSignature: 's' });
    expect(parts.at(-1)).toEqual({ functionCall: {} });
    const piece = (field: object): object => ({ functionCall: { partialArgs: [field], willContinue: true } });
    expect(parts.slice(1, -1)).toEqual([
      piece({ jsonPath: '$.city', stringValue: 'Os', willContinue: true }),
      piece({ jsonPath: '$.city', stringValue: 'lo' }),
      piece({ jsonPath: '$.days', numberValue: 2 }),
      piece({ jsonPath: '$.isNow', boolValue: false }),
      piece({ jsonPath: '$.none', nullValue: 'NULL_VALUE' }),
      piece({ jsonPath: '$.list[0]', numberValue: 1 }),
      piece({ jsonPath: '$.list[1].a', stringValue: 'b', willContinue: true }),
      piece({ jsonPath: '$.list[1].a', stringValue: '' }),
    ]);
  });
});
