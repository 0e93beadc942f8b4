import { screen } from '@testing-library/react';
import { AN_ADMIN, renderInApp } from '../../testing/render';
import { useIsAdmin, useSession, useViewerPreview } from './session';

function Who() {
  const { username, mayUsePlayground, mayReadBodies } = useSession();
  const isAdmin = useIsAdmin();
  const { isOn, set } = useViewerPreview();
  return (
    <>
      <p>{`${username} ${isAdmin ? 'admin' : 'viewer'} ${String(mayUsePlayground)} ${String(mayReadBodies)}`}</p>
      <button onClick={() => set(!isOn)}>switch</button>
    </>
  );
}

it('lets an administrator look through a viewer’s eyes, and back', async () => {
  const { user } = await renderInApp(<Who />);
  screen.getByText('admin admin true true');
  await user.click(screen.getByRole('button'));
  await screen.findByText('admin viewer false false');
  await user.click(screen.getByRole('button'));
  await screen.findByText('admin admin true true');
});

it('makes nobody more than they are', async () => {
  const { user } = await renderInApp(<Who />, { session: { ...AN_ADMIN, username: 'vera', role: 'viewer' } });
  screen.getByText('vera viewer true true');
  await user.click(screen.getByRole('button'));
  await screen.findByText('vera viewer false false');
});
