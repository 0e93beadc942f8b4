import { schemaInPrompt } from './prompt-schema';

const schema = { type: 'object', properties: { name: { type: 'string' } } };

describe('schemaInPrompt', () => {
  it.each([
    [['Be brief.', `Answer in json.\nKeep to this: ${JSON.stringify(schema)}\nThank you.`]],
    [[JSON.stringify(schema)]],
    [['An example: {"name":"otter"}', JSON.stringify(schema)]],
  ])('finds it in %j', (texts) => {
    expect(schemaInPrompt(texts)).toEqual(schema);
  });

  it.each([
    [[]],
    [['Answer in json.']],
    [['Put it in {braces}.']],
    [['{"name":"otter"}']],
    [['{"type":"object"} it is']],
  ])('finds none in %j', (texts) => {
    expect(schemaInPrompt(texts)).toBeUndefined();
  });
});
