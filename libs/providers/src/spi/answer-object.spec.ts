import { answerObject } from './answer-object';
import { UpstreamError } from './upstream.error';

const failureFor = (bytes: Buffer): unknown => {
  try {
    return answerObject(bytes, 'acme');
  } catch (error) {
    return error;
  }
};

describe('answerObject', () => {
  it.each([
    ['{}', {}],
    [' {"a":[1,{"b":"ß"}]}\n', { a: [1, { b: 'ß' }] }],
  ])('reads %j', (text, value) => {
    expect(answerObject(Buffer.from(text), 'acme')).toEqual(value);
  });

  it.each(['', '<html>secret</html>', '{"a":', 'undefined', '{}{}'])('calls %j no JSON, without quoting it', (text) => {
    const error = failureFor(Buffer.from(text));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({
      code: 'provider_bad_response',
      httpStatus: 502,
      isProviderFault: true,
      message: 'Provider "acme" sent an answer that is not JSON.',
    });
  });

  it.each(['null', '[]', '7', '"text"', 'true'])('calls %s no object', (text) => {
    expect(failureFor(Buffer.from(text))).toMatchObject({
      code: 'provider_bad_response',
      message: 'Provider "acme" sent an answer that is no JSON object.',
    });
  });
});
