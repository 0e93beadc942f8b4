import { screen } from '@testing-library/react';
import { FakeApi } from '../../testing/fake-api';
import { AN_ADMIN, renderInApp } from '../../testing/render';
import LoginPage from './login-page';

const REFUSED = { message: 'Username or password is wrong.', type: 'authentication_error', param: null };

async function logIn(api: ConstructorParameters<typeof FakeApi>[0]) {
  const fake = new FakeApi(api);
  const rendered = await renderInApp(<LoginPage />, { session: null, address: '/login' });
  await rendered.user.type(screen.getByLabelText('Username'), 'admin');
  await rendered.user.type(screen.getByLabelText('Password'), 'a passphrase');
  await rendered.user.click(screen.getByRole('button', { name: 'Log in' }));
  return { fake, ...rendered };
}

describe('the login page', () => {
  it('sends what was typed, and says who is in', async () => {
    const { fake, client } = await logIn({ 'POST /session': { body: AN_ADMIN } });
    expect(fake.asked('POST /session').map(({ body }) => body)).toEqual([
      { username: 'admin', password: 'a passphrase', remember: false },
    ]);
    expect(client.getQueryData(['session'])).toEqual(AN_ADMIN);
  });

  it('says what the gateway said, and how long to wait', async () => {
    const { violations } = await logIn({
      'POST /session': {
        ...{ status: 429, headers: { 'retry-after': '8' } },
        body: { error: { ...REFUSED, code: 'too_many_attempts', requestId: 'r1' } },
      },
    });
    expect(await screen.findByRole('alert')).toHaveProperty(
      'textContent',
      'Username or password is wrong.Try again in 8 s.',
    );
    expect(await violations()).toEqual([]);
  });

  it('does not call a gateway that is down a wrong password', async () => {
    await logIn({
      'POST /session': () => {
        throw new TypeError('Failed to fetch');
      },
    });
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });
});
