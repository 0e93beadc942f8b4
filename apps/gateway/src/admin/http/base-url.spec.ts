import { baseUrlFor } from './base-url';

const visitor = (host: string | undefined, isSecure = false) => ({
  gateway: {
    ...{ host, isSecure, address: '10.0.0.1', isDisguised: false, requestId: 'r', clientRequestId: null },
    ...{ sessionId: null, startedAt: 0, startedMonotonicMs: 0 },
  },
});
const ours = (publicUrl?: string) => ({ server: { port: 8080, publicUrl } });

describe('baseUrlFor', () => {
  it.each([
    ['a name', 'llm.local', 'http://llm.local/v1'],
    ['a name and a port', 'llm.local:8080', 'http://llm.local:8080/v1'],
    ['an IPv4 address', '192.168.1.9:8080', 'http://192.168.1.9:8080/v1'],
    ['an IPv6 address', '[::1]:8080', 'http://[::1]:8080/v1'],
    ['nothing', undefined, 'http://localhost:8080/v1'],
    ['what is no host', '"><script>', 'http://localhost:8080/v1'],
    ['a host with a path', 'llm.local/x', 'http://localhost:8080/v1'],
  ])('goes by the host of the visitor: %s', (_, host, url) => {
    expect(baseUrlFor(visitor(host), ours())).toBe(url);
  });

  it('is https where the visitor came by it', () => {
    expect(baseUrlFor(visitor('llm.example.com', true), ours())).toBe('https://llm.example.com/v1');
  });

  it.each(['https://llm.example.com', 'https://llm.example.com/'])('is what the operator says first: %s', (said) => {
    expect(baseUrlFor(visitor('10.0.0.5'), ours(said))).toBe('https://llm.example.com/v1');
  });
});
