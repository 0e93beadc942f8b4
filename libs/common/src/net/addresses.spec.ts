import { isPrivateAddress, isWithin, parsedAddress, plainAddress, rangeOf } from './addresses';

describe('rangeOf', () => {
  it.each([
    '10.0.0.0/8',
    '10.0.0.5/8',
    '127.0.0.1',
    '::1',
    '2001:db8::/32',
    '0.0.0.0/0',
    '::/0',
    '::ffff:10.0.0.0/104',
  ])('reads %s', (text) => {
    expect(rangeOf(text)).toBeDefined();
  });

  it.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '10.0.0/8',
    '10',
    '0x7f.1',
    '2001:db8::/129',
    '10.0.0.1-10.0.0.9',
    '*',
    '10.0.0.0/-1',
  ])('refuses %j', (text) => {
    expect(rangeOf(text)).toBeUndefined();
  });
});

describe('isWithin', () => {
  const within = (address: string, text: string): boolean => {
    const range = rangeOf(text);
    if (!range) throw new Error(`No range: ${text}`);
    return isWithin(address, [range]);
  };

  it.each([
    ['10.1.2.3', '10.0.0.0/8'],
    ['::ffff:10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '::ffff:10.0.0.0/104'],
    ['127.0.0.1', '127.0.0.1'],
    ['2001:db8::9', '2001:db8::/32'],
    ['203.0.113.9', '0.0.0.0/0'],
  ])('finds %s in %s', (address, range) => {
    expect(within(address, range)).toBe(true);
  });

  it.each([
    ['11.1.2.3', '10.0.0.0/8'],
    ['127.0.0.2', '127.0.0.1'],
    ['2001:db9::9', '2001:db8::/32'],
    ['10.1.2.3', '::/0'],
    ['::1', '0.0.0.0/0'],
    ['', '0.0.0.0/0'],
    ['nonsense', '0.0.0.0/0'],
  ])('does not find %j in %s', (address, range) => {
    expect(within(address, range)).toBe(false);
  });

  it('finds nothing in no range', () => {
    expect(isWithin('10.1.2.3', [])).toBe(false);
  });
});

describe('isPrivateAddress', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.1.1'])(
    'is true of %s',
    (address) => {
      expect(isPrivateAddress(address)).toBe(true);
    },
  );

  it.each(['fe80::1', 'fd00::1', 'fc00::1', '::ffff:192.168.1.1', '::ffff:127.0.0.1'])('is true of %s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.64.0.1', '0.0.0.0', '::', '2001:db8::1', '2a00:1450::1'])(
    'is false of %s',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it.each(['', 'localhost', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::'])('is false of %j', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe('plainAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['::ffff:7f00:1', '::ffff:7f00:1'],
    ['fe80::1%eth0', 'fe80::1'],
    [undefined, ''],
  ])('of %s is %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });
});

describe('parsedAddress', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['203.0.113.5:4711', '203.0.113.5'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
  ])('of %s is %s', (text, address) => {
    expect(parsedAddress(text)).toBe(address);
  });

  it.each([
    '',
    'unknown',
    '_hidden',
    'example.com',
    '10.0.0.0/8',
    '::/0',
    '1.2.3',
    '1.2.3.4.5',
    '[::1',
    '999.1.1.1',
    "' OR 1=1",
  ])('of %j is none', (text) => {
    expect(parsedAddress(text)).toBeUndefined();
  });
});
