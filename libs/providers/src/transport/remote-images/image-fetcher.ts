import { lookup as resolveName } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import { ClientGoneError, InvalidRequestError } from '@app/common';
import { imageTypeOf } from './image-type';
import { isPublicAddress } from './public-address';

export interface ImageFetcherOptions {
  /** `host` or `host:port` that the operator allows whatever its address. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** All addresses of a name; replaced in specs. */
  readonly resolve?: (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
}

/** Where an image is wanted: for the error that names the place. */
export interface ImagePlace {
  /** e.g. `messages[0].content[1].image_url.url` */
  readonly param: string;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

const MAX_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 3;
const WEB_PORTS: ReadonlySet<string> = new Set(['', '80', '443']);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

class BlockedAddressError extends Error {}

/**
 * Fetches images that a caller names, for providers that do not. The address comes from a request, so it is guarded:
 * web ports of public addresses only, checked on the very address the socket connects to and again after each
 * redirect; a limit on bytes and time; and the content itself has to be an image.
 */
export class ImageFetcher {
  private readonly guarded: Agent;
  private readonly open = new Agent();
  private readonly maxBytes: number;
  private readonly timeoutMs: number;

  constructor(private readonly options: ImageFetcherOptions) {
    this.maxBytes = options.maxBytes ?? MAX_BYTES;
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.guarded = new Agent({ connect: { lookup: publicLookup(options.resolve ?? everyAddress) } });
  }

  /** The image as a base64 data URI. @throws InvalidRequestError naming the place, ClientGoneError */
  async fetch(url: string, place: ImagePlace): Promise<string> {
    const deadline = AbortSignal.any([place.signal, AbortSignal.timeout(this.timeoutMs)]);
    try {
      const content = await this.download(url, place.param, deadline);
      const type = imageTypeOf(content);
      if (type === undefined)
        throw refused(
          'leads to something that is no image (PNG, JPEG, GIF, WebP, HEIC, AVIF)',
          place.param,
          'invalid_image',
        );
      return `data:${type};base64,${content.toString('base64')}`;
    } catch (error) {
      if (error instanceof InvalidRequestError) throw error;
      if (place.signal.aborted) throw new ClientGoneError();
      if (isBlocked(error)) throw notPublic(place.param);
      // What went wrong on the way stays here: details would let a caller explore networks.
      throw refused('could not be downloaded', place.param, 'invalid_image_url', error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.guarded.destroy(), this.open.destroy()]);
  }

  private async download(url: string, param: string, signal: AbortSignal): Promise<Buffer> {
    let next = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const address = parsedUrl(next, param);
      const answer = await request(address, {
        dispatcher: this.dispatcherFor(address, param),
        // No compression: a small answer must not unfold into a large one.
        headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'GopherGate' },
        signal,
      });
      if (!REDIRECTS.has(answer.statusCode)) return this.contentOf(answer, param);
      await answer.body.dump();
      const { location } = answer.headers;
      if (typeof location !== 'string' || !URL.canParse(location, address.href)) break;
      next = new URL(location, address).href;
    }
    throw refused('is redirected too often', param, 'invalid_image_url');
  }

  private dispatcherFor(address: URL, param: string): Agent {
    if (this.options.allowedHosts.has(address.host)) return this.open;
    const host = address.hostname.replace(/^\[|\]$/g, '');
    // A literal address is never looked up, so it is judged here.
    if (!WEB_PORTS.has(address.port) || (isIP(host) !== 0 && !isPublicAddress(host))) throw notPublic(param);
    return this.guarded;
  }

  private async contentOf(answer: Dispatcher.ResponseData, param: string): Promise<Buffer> {
    const { statusCode, headers, body } = answer;
    // A body that is closed before its end says so by an error event, which would end the process if nobody listened.
    body.on('error', () => undefined);
    try {
      if (statusCode !== 200) throw refused(`is answered with status ${statusCode}`, param, 'invalid_image_url');
      if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity')
        throw refused('is sent compressed', param, 'invalid_image_url');
      if (Number(headers['content-length'] ?? 0) > this.maxBytes) throw tooLarge(this.maxBytes, param);
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of body as AsyncIterable<Buffer>) {
        size += part.length;
        if (size > this.maxBytes) throw tooLarge(this.maxBytes, param);
        parts.push(part);
      }
      return Buffer.concat(parts);
    } finally {
      body.destroy();
    }
  }
}

function parsedUrl(url: string, param: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    throw refused('is no plain http or https address', param, 'invalid_image_url');
  return parsed;
}

/** Hands only public addresses to the socket; a name that has any other is refused whole. */
function publicLookup(resolve: NonNullable<ImageFetcherOptions['resolve']>): LookupFunction {
  return (name, { all }, done) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
          done(new BlockedAddressError('not public'), '', 4);
        else if (all === true) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error('lookup failed'), '', 4);
      },
    );
  };
}

function everyAddress(name: string): Promise<{ address: string; family: number }[]> {
  return resolveName(name, { all: true });
}

function isBlocked(error: unknown): boolean {
  return error instanceof BlockedAddressError || (error instanceof Error && error.cause instanceof BlockedAddressError);
}

function refused(what: string, param: string, code: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError(
    `The image address ${what}.`,
    param,
    code,
    cause === undefined ? undefined : { cause },
  );
}

function notPublic(param: string): InvalidRequestError {
  return refused(
    'does not lead to a public web server; send the image as a base64 data URI',
    param,
    'invalid_image_url',
  );
}

function tooLarge(maxBytes: number, param: string): InvalidRequestError {
  return refused(`leads to more than ${maxBytes} bytes`, param, 'image_too_large');
}
