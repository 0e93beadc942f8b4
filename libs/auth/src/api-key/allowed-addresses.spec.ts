import { mayComeFrom } from './allowed-addresses';

describe('mayComeFrom', () => {
  it.each<[string, string[] | null, boolean]>([
    ['203.0.113.9', null, true],
    ['203.0.113.9', ['203.0.113.9'], true],
    ['203.0.113.9', ['10.0.0.0/8', '203.0.113.0/24'], true],
    ['203.0.114.9', ['10.0.0.0/8', '203.0.113.0/24'], false],
    ['::ffff:203.0.113.9', ['203.0.113.0/24'], true],
    ['2001:db8::7', ['2001:db8::/32'], true],
    ['2001:db9::7', ['2001:db8::/32', '10.0.0.0/8'], false],
    ['', ['10.0.0.0/8'], false],
    ['10.0.0.1', [], false],
    ['10.0.0.1', ['nonsense'], false],
  ])('%s of %j: %s', (address, allowedAddresses, may) => {
    const access = { allowedModels: null, allowedAddresses };
    expect(mayComeFrom(address, access)).toBe(may);
    expect(mayComeFrom(address, access)).toBe(may);
  });
});
