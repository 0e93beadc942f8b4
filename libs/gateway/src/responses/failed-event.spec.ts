import { InvalidRequestError } from '@app/common';
import type { ResponseSummary } from '@app/providers';
import { failedEvent } from './failed-event';

const summary = (fields: Partial<ResponseSummary> = {}): ResponseSummary => ({
  response: { id: 'resp_1', status: 'in_progress', model: 'real', brand_new: 1 },
  usage: undefined,
  failure: undefined,
  isFinished: false,
  sequenceNumber: 4,
  ...fields,
});
const read = (event: string): unknown => {
  expect(event).toMatch(/^event: response\.failed\ndata: [^\n]+\n\n$/);
  return JSON.parse(event.split('\ndata: ')[1] ?? '');
};

describe('failedEvent', () => {
  it('goes on where the provider fell silent', () => {
    expect(read(failedEvent(summary(), new InvalidRequestError('It broke.', null)))).toEqual({
      type: 'response.failed',
      sequence_number: 5,
      response: {
        object: 'response',
        id: 'resp_1',
        model: 'real',
        brand_new: 1,
        status: 'failed',
        error: { code: 'server_error', message: 'It broke.' },
      },
    });
  });

  it('needs no response to have come', () => {
    expect(read(failedEvent(summary({ response: {}, sequenceNumber: -1 }), new Error('secret')))).toMatchObject({
      sequence_number: 0,
      response: { object: 'response', status: 'failed' },
    });
  });

  it('does not tell what went wrong in here', () => {
    expect(failedEvent(summary(), new Error('secret'))).not.toContain('secret');
  });
});
