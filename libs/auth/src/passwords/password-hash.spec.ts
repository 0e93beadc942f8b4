import { hashOfNobody, hashPassword, verifyPassword } from './password-hash';

describe('hashPassword', () => {
  it('is argon2id with 19 MiB and two passes, salted', async () => {
    const [first, second] = await Promise.all([hashPassword('admin123'), hashPassword('admin123')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it('verifies only the right password', async () => {
    const hash = await hashPassword('admin123');
    await expect(verifyPassword('admin123', hash)).resolves.toBe(true);
    await expect(verifyPassword('admin124', hash)).resolves.toBe(false);
    await expect(verifyPassword(hash, hash)).resolves.toBe(false);
    await expect(verifyPassword('admin123', 'plain')).resolves.toBe(false);
  });
});

describe('hashOfNobody', () => {
  it('looks like any other, and no password belongs to it', async () => {
    const hash = hashOfNobody();
    expect(hash.replace(/\$[^$]+\$[^$]+$/, '')).toBe((await hashPassword('x')).replace(/\$[^$]+\$[^$]+$/, ''));
    expect(hash).toHaveLength((await hashPassword('x')).length);
    await expect(verifyPassword('', hash)).resolves.toBe(false);
    expect(hashOfNobody()).not.toBe(hash);
  });
});
