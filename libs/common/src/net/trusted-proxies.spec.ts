import type { IncomingHttpHeaders } from 'node:http';
import { rangeOf } from './addresses';
import { TrustedProxies, type Arrival, type Origin } from './trusted-proxies';

const proxiesOf = (...ranges: string[]): TrustedProxies =>
  new TrustedProxies(ranges.map((text) => rangeOf(text)).filter((range) => range !== undefined));
const arriving = (socketAddress: string, headers: IncomingHttpHeaders = {}, more: Partial<Arrival> = {}): Arrival => ({
  ...{ socketAddress, isEncrypted: false, headers: { host: 'gateway.lan:8080', ...headers } },
  ...more,
});

describe('TrustedProxies', () => {
  describe('without any', () => {
    const none = proxiesOf();
    const spoofed: IncomingHttpHeaders = {
      ...{ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' },
    };

    it('believes the socket alone', () => {
      expect(none.originOf(arriving('203.0.113.5'))).toEqual<Origin>({
        ...{ address: '203.0.113.5', isSecure: false, host: 'gateway.lan:8080', isDisguised: false },
      });
      expect(none.originOf(arriving('::ffff:203.0.113.5', spoofed))).toEqual<Origin>({
        ...{ address: '203.0.113.5', isSecure: false, host: 'gateway.lan:8080', isDisguised: true },
      });
    });

    it.each([{ forwarded: 'for=127.0.0.1' }, { 'x-real-ip': '127.0.0.1' }, { 'x-forwarded-for': '' }])(
      'notes that %j hides somebody',
      (headers) => {
        expect(none.originOf(arriving('127.0.0.1', headers)).isDisguised).toBe(true);
      },
    );

    it('knows an encrypted connection, and one that is gone', () => {
      expect(none.originOf(arriving('::1', {}, { isEncrypted: true }))).toMatchObject({ isSecure: true });
      expect(none.originOf(arriving('', {}, { socketAddress: undefined }))).toMatchObject({ address: '' });
    });
  });

  describe('behind some', () => {
    const proxies = proxiesOf('127.0.0.0/8', '10.0.0.0/8', '2001:db8:9::/48');
    const clientOf = (peer: string, forwardedFor: string | string[]): string =>
      proxies.originOf(arriving(peer, { 'x-forwarded-for': forwardedFor as string })).address;

    it.each([
      ['one hop', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
      ['two hops', '10.0.0.1', '203.0.113.5, 10.0.0.2', '203.0.113.5'],
      ['a client that lies about hops before it', '10.0.0.1', '127.0.0.1, 203.0.113.5', '203.0.113.5'],
      [
        'a client that lies about trusted hops',
        '10.0.0.1',
        '127.0.0.1, 10.0.0.9, 203.0.113.5, 10.0.0.2',
        '203.0.113.5',
      ],
      ['trusted hops alone', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
      ['an IPv6 proxy', '2001:db8:9::1', '2001:db8:1::5', '2001:db8:1::5'],
      ['a dual-stack socket', '::ffff:10.0.0.1', '::ffff:203.0.113.5', '203.0.113.5'],
      ['a port', '10.0.0.1', '203.0.113.5:4711', '203.0.113.5'],
      ['blanks and empty entries', '10.0.0.1', ' , 203.0.113.5 ,, ', '203.0.113.5'],
      ['no header', '10.0.0.1', '', '10.0.0.1'],
      ['no address at all', '10.0.0.1', 'unknown', '10.0.0.1'],
      ['an obfuscated hop', '10.0.0.1', '127.0.0.1, unknown, 10.0.0.2', '10.0.0.2'],
      ['a peer that is no proxy', '203.0.113.9', '127.0.0.1', '203.0.113.9'],
    ])('finds the client behind %s', (_, peer, header, client) => {
      expect(clientOf(peer, header)).toBe(client);
    });

    it('reads several headers as one list', () => {
      expect(clientOf('10.0.0.1', ['127.0.0.1', '203.0.113.5'])).toBe('203.0.113.5');
    });

    it.each([
      ['https', true],
      ['HTTPS', true],
      ['http', false],
      ['https, http', false],
      ['http, https', true],
      ['wss', false],
    ])('takes scheme %s from a proxy', (proto, isSecure) => {
      expect(proxies.originOf(arriving('10.0.0.1', { 'x-forwarded-proto': proto })).isSecure).toBe(isSecure);
    });

    it('takes the host from a proxy, else that of the request', () => {
      const hostOf = (headers: IncomingHttpHeaders): string | undefined =>
        proxies.originOf(arriving('10.0.0.1', headers)).host;
      expect(hostOf({ 'x-forwarded-host': 'evil.example, gateway.example' })).toBe('gateway.example');
      expect(hostOf({})).toBe('gateway.lan:8080');
    });

    it('believes nothing of a stranger', () => {
      const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '::1' };
      for (let time = 0; time < 2; time += 1)
        expect(proxies.originOf(arriving('203.0.113.9', headers))).toEqual<Origin>({
          ...{ address: '203.0.113.9', isSecure: false, host: 'gateway.lan:8080', isDisguised: true },
        });
    });

    it('takes nobody behind a proxy for hidden', () => {
      const { isDisguised } = proxies.originOf(arriving('10.0.0.1', { 'x-forwarded-for': '203.0.113.5' }));
      expect(isDisguised).toBe(false);
    });

    it('does not remember peers without end', () => {
      for (let peer = 0; peer < 3_000; peer += 1) proxies.originOf(arriving(`192.0.${peer >> 8}.${peer & 255}`));
      expect(clientOf('10.0.0.1', '203.0.113.5')).toBe('203.0.113.5');
      expect(clientOf('192.0.2.1', '203.0.113.5')).toBe('192.0.2.1');
    });
  });
});
