import { Logger } from '@nestjs/common';
import type { GatewayRequest } from '../../http/gateway-request';
import { PlainHttpWarning } from './plain-http.warning';

describe('PlainHttpWarning', () => {
  let warn: jest.SpyInstance;
  let warning: PlainHttpWarning;
  beforeEach(() => {
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    warning = new PlainHttpWarning();
  });
  afterEach(() => {
    warn.mockRestore();
  });

  const consider = (address: string, isSecure = false): void => {
    warning.consider({ gateway: { address, isSecure } as GatewayRequest['gateway'] });
  };

  it.each(['192.168.1.20', '203.0.113.5', 'fd00::1'])('warns of a login from %s, once', (address) => {
    consider(address);
    consider(address);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('LLM_PROXY__SERVER__TRUSTED_PROXIES'));
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1'])('is silent about this machine: %s', (address) => {
    consider(address);
    expect(warn).not.toHaveBeenCalled();
  });

  it('is silent about https', () => {
    consider('203.0.113.5', true);
    expect(warn).not.toHaveBeenCalled();
  });
});
