import { isLocalHost } from './local-host';

describe('isLocalHost', () => {
  it.each(['localhost', 'localhost:8080', '127.0.0.1:8080', '192.168.1.20', '203.0.113.5', '[::1]:8080', '[fd00::1]'])(
    'is true of %s',
    (host) => {
      expect(isLocalHost(host)).toBe(true);
    },
  );

  it.each([
    'gateway',
    'GATEWAY:8080',
    'nas.local',
    'nas.lan.',
    'llm.corp',
    'llm.home.arpa',
    'app.localhost',
    'host.docker.internal',
  ])('is true of %s', (host) => {
    expect(isLocalHost(host)).toBe(true);
  });

  it.each([
    'example.com',
    'evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'lan.example',
    'xlocal.com',
  ])('is false of %s', (host) => {
    expect(isLocalHost(host)).toBe(false);
  });

  it.each([undefined, '', ' ', 'a b', 'evil.example/localhost', 'user@evil.example', '%'])('is false of %j', (host) => {
    expect(isLocalHost(host)).toBe(false);
  });
});
