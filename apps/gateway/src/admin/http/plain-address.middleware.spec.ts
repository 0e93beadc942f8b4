import type { Request, Response } from 'express';
import { meansApi, plainAddress } from './plain-address.middleware';

function passed(url: string): string {
  const request = { url } as Request;
  const next = jest.fn();
  plainAddress(request, {} as Response, next);
  expect(next).toHaveBeenCalledWith();
  return request.url;
}

describe('plainAddress', () => {
  it.each([
    '//api/users',
    '///api//users',
    '/API/users',
    '/Api/users',
    '/%61pi/users',
    '/%2561pi/users',
    '/api%2fusers',
    '/api;x=1/users',
    '/;x/api/users',
    '/./api/users',
    '/%2e/api/users',
    '/dashboard/../api/users',
    '/dashboard/%2e%2e/api/users',
    '/..;/api/users',
    '/\\api\\users',
    '/api\\users',
    '/api;',
    '/API?x=1',
    '/%20api/users',
  ])('leads %s to the closed door', (url) => {
    expect(passed(url)).toBe('/api/-');
  });

  it.each([
    '/api',
    '/api/users',
    '/api//users',
    '/api/%2e%2e/users',
    '/v1/models',
    '/v1/../api/users',
    '/health/live',
    '/',
    '/apis',
    '/dashboard/api',
    '/index.html?next=/api/users',
    '/%E0%A4%A',
    '',
  ])('leaves %j as it is', (url) => {
    expect(passed(url)).toBe(url);
  });
});

describe('meansApi', () => {
  it('takes a malformed address as it is written', () => {
    expect(meansApi('/API/%E0%A4%A')).toBe(true);
    expect(meansApi('/x/%E0%A4%A')).toBe(false);
  });
});
