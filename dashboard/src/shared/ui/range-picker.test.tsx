import { fireEvent, screen } from '@testing-library/react';
import { renderInApp } from '../../testing/render';
import { useSearchText } from './address';
import { RangePicker } from './range-picker';

function Page() {
  const { range, from, to } = useSearchText();
  const iso = (text: string | undefined): string => new Date(Number(text)).toISOString().slice(0, 16);
  return (
    <>
      <RangePicker />
      <p>{range === 'custom' ? `${iso(from)} to ${iso(to)}` : `range ${range ?? 'none'}`}</p>
    </>
  );
}
const AT = (text: string): number => Date.parse(`${text}:00Z`);
const open = (zone = 'UTC') =>
  renderInApp(<Page />, {
    address: `/x?range=custom&from=${AT('2026-11-01T00:00')}&to=${AT('2026-11-08T00:00')}&zone=${zone}`,
  });
const type = (label: string, text: string): void => {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
};

it('takes a moment once it is whole', async () => {
  await open();
  const from = screen.getByLabelText<HTMLInputElement>('From');
  for (const year of ['0002', '0020', '0202']) fireEvent.change(from, { target: { value: `${year}-11-03T09:30` } });
  screen.getByText('2026-11-01T00:00 to 2026-11-08T00:00');
  type('From', '2026-11-03T09:30');
  await screen.findByText('2026-11-03T09:30 to 2026-11-08T00:00');
});

it('moves the other end along rather than standing on its head', async () => {
  await open();
  type('From', '2026-11-10T00:00');
  await screen.findByText('2026-11-10T00:00 to 2026-11-17T00:00');
  type('To', '2026-10-08T00:00');
  await screen.findByText('2026-10-01T00:00 to 2026-10-08T00:00');
});

it('goes by the clocks of the zone', async () => {
  await open('Asia/Kathmandu');
  expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2026-11-01T05:45');
  type('From', '2026-11-02T00:00');
  await screen.findByText('2026-11-01T18:15 to 2026-11-08T00:00');
});

it('goes back to what it was when nothing whole was typed', async () => {
  await open();
  type('From', '');
  expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2026-11-01T00:00');
});

it('leaves the custom range when another is chosen', async () => {
  const { user } = await open();
  await user.selectOptions(screen.getByLabelText('Range'), '7d');
  await screen.findByText('range 7d');
  expect(screen.queryByLabelText('From')).toBeNull();
});
