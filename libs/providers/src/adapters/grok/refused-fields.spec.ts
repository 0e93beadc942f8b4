import { withoutRefusedFields } from './refused-fields';

const plain = { model: 'm', messages: [], temperature: 0.5 };

describe('withoutRefusedFields', () => {
  it.each([{ presence_penalty: 0 }, { frequency_penalty: 1 }, { stop: ['END'] }, { stop: null }])(
    'leaves out %j',
    (refused) => {
      expect(withoutRefusedFields({ ...plain, ...refused }, undefined)).toEqual(plain);
    },
  );

  it('returns the same request when there is nothing to leave out', () => {
    expect(withoutRefusedFields(plain, undefined)).toBe(plain);
  });
});
