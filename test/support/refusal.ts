import type { OpenAiErrorBody } from '@app/contracts';
import type { Answer } from './answer';

/** Fails unless the answer is this refusal in OpenAI's envelope: all four keys and nothing else. */
export function expectRefusal(answer: Answer, status: number, code?: string): OpenAiErrorBody['error'] {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: {
      error: {
        message: expect.stringMatching(/\S/),
        type: expect.stringMatching(/^[a-z_]+$/),
        param: answer.body.error?.param === null ? null : expect.any(String),
        code: code ?? expect.stringMatching(/^[a-z0-9_.-]+$/),
      },
    },
  });
  expect(answer.requestId).toMatch(UUID_V7);
  return (answer.body.error ?? {}) as OpenAiErrorBody['error'];
}

/** Fails unless the answer is this refusal of the admin API: OpenAI's envelope and the id of the request. */
export function expectAdminRefusal(answer: Answer, status: number, code: string): OpenAiErrorBody['error'] {
  const { error } = answer.body;
  expect({ status: answer.status, code: error?.code, body: answer.body }).toEqual({
    ...{ status, code },
    body: {
      error: {
        ...{ message: expect.stringMatching(/\S/), type: expect.stringMatching(/^[a-z_]+$/) },
        ...{ param: error?.param === null ? null : expect.any(String), code, requestId: answer.requestId },
      },
    },
  });
  expect(answer.requestId).toMatch(UUID_V7);
  return (error ?? {}) as OpenAiErrorBody['error'];
}

export const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
