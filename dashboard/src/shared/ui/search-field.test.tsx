import { screen, waitFor } from '@testing-library/react';
import { renderInApp } from '../../testing/render';
import { useSearchText, useShow } from './address';
import { SearchField } from './search-field';

function Page() {
  const show = useShow();
  return (
    <>
      <SearchField name="model" label="Model" />
      <SearchField name="code" label="Code" />
      <button onClick={() => show({ model: undefined, code: undefined })}>clear</button>
      <p>{JSON.stringify(useSearchText())}</p>
    </>
  );
}
const field = (label: string): HTMLInputElement => screen.getByLabelText(label);

it('puts what was typed into the address, and keeps the focus', async () => {
  const { user } = await renderInApp(<Page />, { address: '/x' });
  await user.type(field('Model'), 'gp');
  await screen.findByText('{"model":"gp"}');
  await user.keyboard('t');
  expect(field('Model').value).toBe('gpt');
  await screen.findByText('{"model":"gpt"}');
  expect(document.activeElement).toBe(field('Model'));
});

it('loses nothing when two fields are typed into at once', async () => {
  const { user } = await renderInApp(<Page />, { address: '/x' });
  await user.type(field('Model'), 'a');
  await user.type(field('Code'), 'b');
  await screen.findByText('{"model":"a","code":"b"}');
});

it('begins with the address and follows it', async () => {
  const { user } = await renderInApp(<Page />, { address: '/x?model=old' });
  expect(field('Model').value).toBe('old');
  await user.click(screen.getByRole('button', { name: 'clear' }));
  await waitFor(() => expect(field('Model').value).toBe(''));
});
