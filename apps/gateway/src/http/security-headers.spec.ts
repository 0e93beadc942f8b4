import type { Request, Response } from 'express';
import { securityHeaders } from './security-headers';

function headersOf(isSecure: boolean): Record<string, string> {
  const sent: Record<string, string> = {};
  const response = { setHeader: (name: string, value: string) => (sent[name] = value) };
  const next = jest.fn();
  const request = { gateway: { isSecure } };
  securityHeaders(request as object as Request, response as object as Response, next);
  expect(next).toHaveBeenCalledWith();
  return sent;
}

describe('securityHeaders', () => {
  it('are the same on every answer', () => {
    expect(headersOf(false)).toEqual(headersOf(false));
    expect(headersOf(false)).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('allow no inline script or style, and nothing from elsewhere', () => {
    expect(headersOf(true)['content-security-policy']).not.toMatch(/unsafe|\*|https?:|upgrade-insecure/);
  });

  it('hold browsers to https where they came by it, and say nothing there is no use for elsewhere', () => {
    expect(headersOf(true)).toEqual({
      ...headersOf(false),
      'strict-transport-security': 'max-age=15552000',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
});
