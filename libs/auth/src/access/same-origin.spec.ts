import { IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { refuseCrossSite, type ArrivedRequest } from './same-origin';

const HTTP = { isSecure: false, host: 'gateway.lan:8080' };
const HTTPS = { isSecure: true, host: 'gateway.example' };

function check(headers: IncomingHttpHeaders, gateway: ArrivedRequest['gateway'] = HTTP, method = 'POST'): () => void {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, headers, gateway });
  return () => {
    refuseCrossSite(request);
  };
}

describe('refuseCrossSite', () => {
  it.each<[string, IncomingHttpHeaders, ArrivedRequest['gateway']]>([
    ['a program', {}, HTTP],
    ['our own page', { origin: 'http://gateway.lan:8080', 'sec-fetch-site': 'same-origin' }, HTTP],
    ['our own page, in an older browser', { origin: 'http://gateway.lan:8080' }, HTTP],
    ['our own page by https', { origin: 'https://gateway.example', 'sec-fetch-site': 'same-origin' }, HTTPS],
    [
      'https with its port said',
      { origin: 'https://gateway.example' },
      { isSecure: true, host: 'gateway.example:443' },
    ],
    ['a host in capitals', { origin: 'http://gateway.lan:8080' }, { isSecure: false, host: 'GATEWAY.lan:8080' }],
    ['an IPv6 address', { origin: 'http://[::1]:8080' }, { isSecure: false, host: '[::1]:8080' }],
    ['the address bar', { 'sec-fetch-site': 'none' }, HTTP],
  ])('lets %s pass', (_, headers, gateway) => {
    expect(check(headers, gateway)).not.toThrow();
  });

  it.each<[string, IncomingHttpHeaders, ArrivedRequest['gateway']]>([
    ['a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, HTTP],
    ['a page of another site, in an older browser', { origin: 'https://evil.example' }, HTTP],
    ['another site that names no origin', { 'sec-fetch-site': 'cross-site' }, HTTP],
    ['a subdomain', { 'sec-fetch-site': 'same-site' }, HTTP],
    ['another port', { origin: 'http://gateway.lan:3000' }, HTTP],
    ['another scheme', { origin: 'http://gateway.example' }, HTTPS],
    ['a name that begins alike', { origin: 'http://gateway.lan:8080.evil.example' }, HTTP],
    ['a sandboxed page', { origin: 'null' }, HTTP],
    ['an empty origin', { origin: '' }, HTTP],
    [
      'an origin, where our own is not known',
      { origin: 'http://gateway.lan:8080' },
      { isSecure: false, host: undefined },
    ],
    ['an origin, where our own makes no sense', { origin: 'http://%' }, { isSecure: false, host: '%' }],
    ['an unknown word for the site', { 'sec-fetch-site': 'anything' }, HTTP],
  ])('refuses %s', (_, headers, gateway) => {
    expect(check(headers, gateway)).toThrow(expect.objectContaining({ code: 'cross_site_request', httpStatus: 403 }));
  });

  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };

  it.each(['GET', 'HEAD'])('lets %s pass, which changes nothing', (method) => {
    expect(check(foreign, HTTP, method)).not.toThrow();
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'get'])('looks at %s', (method) => {
    expect(check(foreign, HTTP, method)).toThrow();
  });

  it('says what to do behind a proxy that nobody has named', () => {
    expect(check({ origin: 'https://gateway.example' }, { isSecure: false, host: 'gateway.example' })).toThrow(
      /LLM_PROXY__SERVER__TRUSTED_PROXIES/,
    );
  });
});
