import { gzipSync } from 'node:zlib';
import { ClientGoneError, InvalidRequestError } from '@app/common';
import { VendorServer, until, type Answer } from '../../testing/vendor-server';
import { ImageFetcher, type ImageFetcherOptions } from './image-fetcher';

const PNG = Buffer.from('\x89PNG\r\n\x1a\npicture', 'latin1');
const PARAM = 'messages[0].content[1].image_url.url';
const PUBLIC = { address: '93.184.216.34', family: 4 };
const LOOPBACK = { address: '127.0.0.1', family: 4 };
const MB = 1024 * 1024;
const never = new AbortController().signal;

describe('ImageFetcher', () => {
  let server: VendorServer;
  let fetcher: ImageFetcher;

  const start = async (answer: Answer, options: Partial<ImageFetcherOptions> = {}): Promise<void> => {
    server = await VendorServer.start(answer);
    fetcher = new ImageFetcher({ allowedHosts: new Set([new URL(server.url).host]), ...options });
  };
  const sendsPng: Answer = (response) => response.end(PNG);
  const get = (url: string, signal = never): Promise<string> => fetcher.fetch(url, { param: PARAM, signal });
  const refusal = async (url: string): Promise<InvalidRequestError> => {
    const error: unknown = await get(url).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ httpStatus: 400, param: PARAM });
    return error as InvalidRequestError;
  };
  afterEach(async () => {
    await fetcher.close();
    await server.close();
  });

  describe('from a host that the operator allows', () => {
    it.each([
      ['image/png', PNG],
      ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
      ['image/gif', Buffer.from('GIF89a')],
      ['image/webp', Buffer.from('RIFF\x10\0\0\0WEBP', 'latin1')],
    ])('gives %s as a data URI, whatever the header says', async (type, content) => {
      await start((response) => response.setHeader('content-type', 'text/plain').end(content));
      await expect(get(`${server.url}/a?b=c`)).resolves.toBe(`data:${type};base64,${content.toString('base64')}`);
      expect(server.requests).toMatchObject([
        { method: 'GET', path: '/a?b=c', headers: { accept: 'image/*', 'accept-encoding': 'identity' } },
      ]);
      expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
    });

    it.each([
      ['a page', 'text/html', '<!doctype html><p>secret</p>'],
      ['a page under the name of an image', 'image/png', '<!doctype html><p>secret</p>'],
      ['SVG', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><!-- secret --></svg>'],
      ['nothing', 'image/png', ''],
    ])('refuses %s and does not tell what it is', async (_, type, content) => {
      await start((response) => response.setHeader('content-type', type).end(content));
      const { code, message } = await refusal(server.url);
      expect(code).toBe('invalid_image');
      expect(message).not.toMatch(/secret|html|svg/i);
    });

    it('refuses what is compressed', async () => {
      await start((response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(PNG)));
      expect((await refusal(server.url)).code).toBe('invalid_image_url');
    });

    it.each([201, 204, 304, 403, 404, 500])('refuses an answer of status %d without its words', async (status) => {
      await start((response) => response.writeHead(status).end('secret'));
      const { code, message } = await refusal(server.url);
      expect(code).toBe('invalid_image_url');
      expect(message).not.toContain('secret');
    });

    it('refuses an image that announces too many bytes, without reading it', async () => {
      await start((response) => {
        response.setHeader('content-length', 20 * MB + 1).write(PNG);
      });
      expect((await refusal(server.url)).code).toBe('image_too_large');
      await until(() => server.hungUp === 1);
    });

    it('refuses an image that does not announce them, as soon as they have come', async () => {
      await start((response) => {
        const pour = (): void => {
          while (response.write(Buffer.alloc(MB)));
          response.once('drain', pour);
        };
        pour();
      });
      expect((await refusal(server.url)).code).toBe('image_too_large');
      await until(() => server.hungUp === 1);
    });

    it.each([
      [0, undefined],
      [1, 'image_too_large'],
    ])('counts to the byte: %d more than allowed', async (more, code) => {
      await start((response) => response.end(Buffer.concat([PNG, Buffer.alloc(more)])), { maxBytes: PNG.length });
      if (code === undefined) await expect(get(server.url)).resolves.toMatch(/^data:image\/png/);
      else expect((await refusal(server.url)).code).toBe(code);
    });

    it.each<[string, Answer]>([
      ['says nothing', () => undefined],
      ['stops in the middle', (response) => void response.write(PNG)],
    ])('waits only so long for a server that %s', async (_, answer) => {
      await start(answer, { timeoutMs: 50 });
      expect((await refusal(server.url)).code).toBe('invalid_image_url');
      await until(() => server.hungUp === 1);
    });

    it('leaves when the caller does', async () => {
      await start(() => undefined);
      const abort = new AbortController();
      const fetching = expect(get(server.url, abort.signal)).rejects;
      await until(() => server.requests.length === 1);
      abort.abort();
      await fetching.toBeInstanceOf(ClientGoneError);
      await until(() => server.hungUp === 1);
    });

    it('does not begin for a caller who is gone', async () => {
      await start(sendsPng);
      await expect(get(server.url, AbortSignal.abort())).rejects.toBeInstanceOf(ClientGoneError);
      expect(server.requests).toEqual([]);
    });
  });

  describe('redirects', () => {
    const redirecting =
      (times: number, status = 302): Answer =>
      (response, { path }) => {
        const step = Number(path?.slice(1));
        if (step >= times) response.end(PNG);
        else response.writeHead(status, { location: `/${step + 1}` }).end('moved');
      };

    it.each([301, 302, 303, 307, 308])('are followed three times (%d)', async (status) => {
      await start(redirecting(3, status));
      await expect(get(`${server.url}/0`)).resolves.toMatch(/^data:image\/png/);
    });

    it('are not followed a fourth time', async () => {
      await start(redirecting(4));
      expect((await refusal(`${server.url}/0`)).code).toBe('invalid_image_url');
      expect(server.requests).toHaveLength(4);
    });

    it.each([undefined, 'http://', ''])('to %j lead nowhere', async (location) => {
      await start((response) => response.writeHead(302, location === undefined ? {} : { location }).end());
      expect((await refusal(server.url)).code).toBe('invalid_image_url');
    });

    it.each([
      'http://169.254.169.254/latest/meta-data',
      'http://10.0.0.1/',
      'http://[::1]/',
      'http://93.184.216.34:22/',
      'file:///etc/passwd',
      'http://user:word@example.com/',
    ])('to %s are not followed', async (location) => {
      await start((response) => response.writeHead(302, { location }).end());
      expect((await refusal(server.url)).code).toBe('invalid_image_url');
      expect(server.requests).toHaveLength(1);
    });

    it('from a host that is allowed to a private one that is not are refused', async () => {
      const canary = await VendorServer.start(sendsPng);
      await start((response) => response.writeHead(302, { location: canary.url }).end());
      expect((await refusal(server.url)).code).toBe('invalid_image_url');
      expect(canary.connections).toBe(0);
      await canary.close();
    });
  });

  describe('from anywhere else', () => {
    /** The canary listens on loopback, where every one of these addresses leads if it is let. */
    const guarded = (resolve?: ImageFetcherOptions['resolve']): Promise<void> =>
      start(sendsPng, { allowedHosts: new Set(), ...(resolve ? { resolve } : {}) });
    const portOf = (): string => new URL(server.url).port;

    it.each([
      '127.0.0.1',
      '127.1',
      '0x7f000001',
      '2130706433',
      '0177.0.0.1',
      '0',
      '[::ffff:10.0.0.1]',
      '[::ffff:127.0.0.1]',
      '[::1]',
      '[::]',
      '10.1.2.3',
      '192.168.1.1',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '[2002:7f00:1::]',
      '[64:ff9b::7f00:1]',
      'localhost',
      'localhost.',
      '127.0.0.1.',
    ])('%s is refused, on any port', async (host) => {
      await guarded();
      for (const port of ['', ':80', ':443', `:${portOf()}`])
        expect((await refusal(`http://${host}${port}/x.png`)).message).not.toMatch(/127|169|refused|timed out/i);
      expect(server.connections).toBe(0);
    });

    it.each(['http://93.184.216.34:22/', 'http://example.com:25/', 'https://example.com:8080/'])(
      'a port that is not the web (%s) is refused',
      async (url) => {
        const asked: string[] = [];
        await guarded((name) => {
          asked.push(name);
          return Promise.resolve([PUBLIC]);
        });
        expect((await refusal(url)).code).toBe('invalid_image_url');
        expect(asked).toEqual([]);
      },
    );

    it.each([
      'file:///etc/passwd',
      'gopher://example.com/',
      'ftp://example.com/x.png',
      'data:text/html,x',
      'http://user@example.com/x.png',
      'http://user:word@example.com/x.png',
      'http://',
      'example.com/x.png',
      '',
    ])('%j is no plain web address', async (url) => {
      await guarded();
      expect(await refusal(url)).toMatchObject({
        code: 'invalid_image_url',
        message: 'The image address is no plain http or https address.',
      });
    });

    it.each([
      ['leads inside', [LOOPBACK]],
      ['leads outside and inside', [PUBLIC, LOOPBACK]],
      ['leads inside by IPv6', [{ address: '::1', family: 6 }]],
      ['leads nowhere', []],
    ])('a name that %s is refused', async (_, addresses) => {
      await guarded(() => Promise.resolve(addresses));
      const { message } = await refusal('http://images.example/x.png');
      expect(message).toMatch(/public web server/);
      expect(server.connections).toBe(0);
    });

    it('a name that changes its mind is looked up once, for the socket itself', async () => {
      const answers = [[LOOPBACK], [PUBLIC]];
      await guarded(() => Promise.resolve(answers.shift() ?? []));
      expect((await refusal('http://rebinding.example/x.png')).code).toBe('invalid_image_url');
      expect(answers).toEqual([[PUBLIC]]);
      expect(server.connections).toBe(0);
    });

    it('a name that cannot be looked up tells no more than that', async () => {
      await guarded(() => Promise.reject(new Error('ENOTFOUND at resolver 10.0.0.53')));
      expect((await refusal('http://images.example/x.png')).message).toBe('The image address could not be downloaded.');
    });
  });
});
