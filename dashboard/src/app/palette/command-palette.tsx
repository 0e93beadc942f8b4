import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import type { Page } from '../pages';

const PaletteSearch = lazy(() => import('./palette-search'));

/** Ctrl-K (⌘K): goes to any page, group, client or model by its name. */
export function CommandPalette({ pages }: { readonly pages: readonly Page[] }): ReactElement {
  const [isOpen, { open, close }] = useDisclosure(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      // A dialog may hold something that is shown only once.
      if (document.querySelector('[role="dialog"]') === null) open();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    <Modal opened={isOpen} onClose={close} title="Go to" yOffset="10vh">
      <Suspense>
        <PaletteSearch pages={pages} onDone={close} />
      </Suspense>
    </Modal>
  );
}
