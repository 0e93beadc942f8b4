import { requestRecord } from '../../../libs/telemetry/src/testing/request-record';
import type { ExpectedError } from '../cases/expected';
import type { RecordedCase } from '../cases/recorded-case';
import { answered, recordedCase, refused } from '../testing/exchanges';
import { brokenStream, filteredOut, refusal } from './refusal';

function failing(status: number, error: Partial<ExpectedError> = {}): RecordedCase {
  return recordedCase({ status, expected: { error: { status, code: null, type: null, message: null, ...error } } });
}

function row(httpStatus: number, errorCode: string | null) {
  return requestRecord({ outcome: 'failed', httpStatus, errorCode });
}

describe('refusal', () => {
  it.each<[string, RecordedCase, number, string, string]>([
    ['a bad request', failing(400, { code: 'unsupported_value', message: 'No.' }), 400, 'unsupported_value', 'No.'],
    ['a code of numbers', failing(400, { code: 400, message: 'No.' }), 400, 'invalid_request', 'No.'],
    ['the name of a type for a code', failing(400, { code: 'some_error' }), 400, 'invalid_request', 'x'],
    [
      'a long prompt',
      failing(400, { message: 'Max context length!' }),
      400,
      'context_length_exceeded',
      'Max context length!',
    ],
    ['words of the gateway before', failing(500, { message: 'Down.' }), 502, 'provider_error', 'It failed: Down.'],
    ['a missing model', failing(404, { message: 'None.' }), 404, 'model_not_found', 'None.'],
    ['a refused parameter', failing(422, { code: 'bad_parameter' }), 400, 'bad_parameter', 'x'],
    ['a refused key', failing(401, { code: 'invalid_api_key', message: 'sk' }), 502, 'provider_key_refused', 'x'],
    ['a key refused in words', failing(400, { message: 'API key not valid.' }), 502, 'provider_key_refused', 'x'],
    [
      'another vendor’s words',
      failing(400, { message: 'Incorrect API key provided' }),
      502,
      'provider_key_refused',
      'x',
    ],
    ['an empty account', failing(402, { code: 'no_money' }), 502, 'provider_balance_exhausted', 'x'],
    ['a rate limit in numbers', failing(429, { code: 429 }), 429, 'rate_limit_exceeded', 'x'],
    ['a spent quota', failing(429), 429, 'insufficient_quota', 'x'],
    ['an overload', failing(503), 503, 'provider_error', 'x'],
  ])('is content with %s', (_, recorded, status, code, message) => {
    expect(refusal(recorded, refused(status, code, message), row(status, code))).toEqual([]);
  });

  it('leaves out of the message what looks like a secret', () => {
    const recorded = failing(400, { message: 'Not for org-abcdef123456.' });
    const answer = refused(400, 'invalid_request', 'Not for [redacted].');
    expect(refusal(recorded, answer, row(400, 'invalid_request'))).toEqual([]);
  });

  const recorded = failing(400, { code: 'unsupported_value', message: 'No such thing.' });
  it.each([
    ['another status', refused(502, 'unsupported_value', 'No such thing.'), 'status: expected 400, got 502'],
    ['a lost code', refused(400, 'x', 'No such thing.'), 'error code: expected "unsupported_value", got "x"'],
    ['a lost message', refused(400, 'unsupported_value', 'No.'), 'error message'],
    ['a success', answered([], { httpStatus: 200 }), "error: expected OpenAI's envelope, got a success"],
  ])('finds %s', (_, answer, line) => {
    const lines = refusal(recorded, answer, row(400, answer.failure?.code ?? null));
    expect(lines).toContainEqual(expect.stringContaining(line));
  });

  it('finds an envelope with a key too few', () => {
    const { failure, ...answer } = refused(400, 'unsupported_value', 'No such thing.');
    const body = { message: 'No such thing.', type: 'x', code: 'unsupported_value' };
    const lines = refusal(
      recorded,
      { ...answer, failure: failure && { ...failure, body } },
      row(400, 'unsupported_value'),
    );
    expect(lines).toEqual([expect.stringMatching(/^error fields: /)]);
  });

  it.each([
    [{ outcome: 'completed' as const }, 'row outcome: expected "failed", got "completed"'],
    [{ httpStatus: 500 }, 'row status: expected 400, got 500'],
    [{ errorCode: 'other' }, 'row error code: expected "unsupported_value", got "other"'],
  ])('finds a row with %j', (changes, line) => {
    const answer = refused(400, 'unsupported_value', 'No such thing.');
    expect(refusal(recorded, answer, { ...row(400, 'unsupported_value'), ...changes })).toEqual([line]);
  });

  it.each([
    [failing(400, { message: 'The context window is full.' }), 'context_length_exceeded'],
    [failing(400, { message: 'API key not valid.' }), 'provider_key_refused'],
    [failing(402), 'provider_balance_exhausted'],
    [failing(404), 'model_not_found'],
  ])('has words of its own where vendors have none', (recorded, code) => {
    const status = recorded.status === 402 || code === 'provider_key_refused' ? 502 : recorded.status;
    const message = recorded.expected.error?.message ?? '';
    expect(refusal(recorded, refused(status, 'other', message), row(status, 'other'))).toEqual([
      `error code: expected "${code}", got "other"`,
    ]);
    expect(refusal(failing(400), refused(400, null, 'x'), row(400, null))).toEqual([
      'error code: expected one, got none',
    ]);
  });

  it.each([408, 429])('takes %d for a rate limit, and nothing else', (status) => {
    const lines = refusal(failing(status), refused(429, 'odd', 'x'), row(429, 'odd'));
    expect(lines.length > 0).toBe(status === 429);
  });
});

describe('brokenStream', () => {
  const recorded = failing(200, { message: 'Overloaded.' });
  const answer = refused(200, 'provider_error', 'Provider failed: Overloaded.');

  it('is content with an error event and a failed row', () => {
    expect(brokenStream(recorded, answer, row(502, 'provider_error'))).toEqual([]);
  });

  it('finds a stream that ends as if all were well', () => {
    const lines = brokenStream(recorded, answered([]), requestRecord());
    expect(lines).toEqual([
      'error: expected an error event, got a stream that ends well',
      'error message: expected "Overloaded.", got nothing',
      'row outcome: expected "failed", got "completed"',
      "row status: expected a failure's, got 200",
    ]);
  });
});

describe('filteredOut', () => {
  const recorded = recordedCase({ expected: { images: 0, filtered: ['All were filtered.'] } });

  it('is content with a refusal that gives the reason', () => {
    const answer = refused(400, 'content_policy_violation', 'Not drawn: All were filtered.');
    expect(filteredOut(recorded, answer, row(400, 'content_policy_violation'))).toEqual([]);
  });

  it.each([
    [refused(400, 'content_policy_violation', 'Not drawn.'), 'error message'],
    [refused(400, 'odd', 'All were filtered.'), 'error code'],
    [answered([]), 'status'],
  ])('finds what is missing', (answer, what) => {
    const lines = filteredOut(recorded, answer, row(400, 'content_policy_violation'));
    expect(lines).toContainEqual(expect.stringMatching(`^${what}`));
  });
});
