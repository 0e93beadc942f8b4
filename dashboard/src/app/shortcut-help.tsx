import { Kbd, Modal, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { carriedSearch } from './carried-search';
import type { Page } from './pages';
import { useShortcuts } from './shortcuts';

/** Answers `?`, and makes the keys work that it lists. */
export function ShortcutHelp({ pages }: { readonly pages: readonly Page[] }): ReactElement {
  const [isOpen, help] = useDisclosure(false);
  const navigate = useNavigate();
  useShortcuts({
    '?': help.open,
    '/': focusSearch,
    ...Object.fromEntries(
      pages.map(({ key, path }) => [`g ${key}`, () => void navigate({ to: path, search: carriedSearch })]),
    ),
  });
  return (
    <Modal opened={isOpen} onClose={help.close} title="Keyboard">
      <Table>
        <Table.Tbody>
          {[...pages.map(({ key, label }) => [`g ${key}`, label] as const), ...GENERAL].map(([keys, label]) => (
            <Table.Tr key={keys}>
              <Table.Td>
                {keys.split(' ').map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{label}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

const GENERAL = [
  ['Ctrl K', 'Go to a page, group, client or model'],
  ['/', 'Search on this page'],
  ['Esc', 'Close what is open'],
  ['?', 'This list'],
] as const;

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main [type="search"], main [data-search]')?.focus();
}
