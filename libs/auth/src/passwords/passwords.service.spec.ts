import { Passwords } from './passwords.service';

describe('Passwords', () => {
  const passwords = new Passwords();

  it('verifies the password that was hashed, and no other', async () => {
    const hash = await passwords.hash('correct horse battery');
    await expect(passwords.verify('correct horse battery', hash)).resolves.toBe(true);
    await expect(passwords.verify('correct horse batterz', hash)).resolves.toBe(false);
  });

  it.each(['', 'anything'])('finds %j wrong for nobody', async (password) => {
    await expect(passwords.verify(password, undefined)).resolves.toBe(false);
  });

  it('turns a crowd away instead of keeping it waiting', async () => {
    const crowd = new Passwords();
    const results = await Promise.allSettled(Array.from({ length: 70 }, () => crowd.hash('x')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ reason: { httpStatus: 503, retryAfterSeconds: 1 } });
  });
});
