import { Writable } from 'node:stream';
import { pinoHttp, type Options } from 'pino-http';
import { knownSecrets } from '@app/common';
import type { GatewayConfig } from '@app/config';
import { loggerOptions } from './logger-options';

function loggerAt(logLevel: GatewayConfig['logLevel'] = 'info') {
  const lines: string[] = [];
  const destination = new Writable({
    write: (line: Buffer, _encoding, done) => {
      lines.push(line.toString());
      done();
    },
  });
  const { logger } = pinoHttp(loggerOptions({ logLevel }).pinoHttp as Options, destination);
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logger, lines, logged };
}

describe('loggerOptions', () => {
  it('writes JSON lines with a readable time and level, and nothing of the machine', () => {
    const { logger, logged } = loggerAt();
    logger.info({ context: 'Gateway' }, 'hello');
    expect(logged()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
        context: 'Gateway',
        msg: 'hello',
      },
    ]);
  });

  it.each(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'])(
    'leaves out what %s says about wiring',
    (context) => {
      const { logger, logged } = loggerAt('debug');
      logger.debug({ context }, 'detail');
      logger.info({ context }, 'mapped a route');
      logger.warn({ context }, 'odd');
      logger.error({ context }, 'broken');
      expect(logged().map(({ msg }) => msg)).toEqual(['odd', 'broken']);
    },
  );

  it('keeps what everyone else says', () => {
    const { logger, logged } = loggerAt();
    logger.info({ context: 'ModelDiscoveryService' }, 'a');
    logger.info('b');
    logger.info({}, 'c');
    logger.info({ context: null }, 'd');
    expect(logged().map(({ msg }) => msg)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes by the configured level', () => {
    const { logger, logged } = loggerAt('warn');
    logger.info('quiet');
    logger.warn('loud');
    expect(logged().map(({ msg }) => msg)).toEqual(['loud']);
    expect(loggerAt('silent').logger.isLevelEnabled('fatal')).toBe(false);
  });

  it.each([
    ['headers of a request', { req: { headers: { authorization: 'Bearer s3cret' } } }],
    ['headers of an answer', { res: { headers: { 'set-cookie': 's3cret' } } }],
    ['a key of a provider', { provider: { apiKey: 's3cret' } }],
    ['a header of a provider', { headers: { authorization: 'Bearer s3cret' } }],
    ['a key that is logged by itself', { apiKey: 's3cret' }],
    ['a header that is logged by itself', { authorization: 'Bearer s3cret' }],
  ])('never writes %s', (_, fields) => {
    const { logger, lines } = loggerAt();
    logger.error(fields, 'failed');
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain('s3cret');
  });

  it('writes one line for an event, without secrets that the process knows', () => {
    knownSecrets.add('a planted key');
    const { logger, lines } = loggerAt();
    logger.error({ err: new Error('refused a planted key') }, 'a planted key\n\u001b[31m');
    expect(lines).toHaveLength(1);
    expect(lines.join('')).not.toContain('planted');
    expect(lines.join('').trimEnd()).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(lines.join(''))).toMatchObject({ msg: '[redacted]\n\u001b[31m' });
  });

  it('has no line for each request', () => {
    expect(loggerOptions({ logLevel: 'info' })).toMatchObject({ forRoutes: [], pinoHttp: { autoLogging: false } });
  });
});
