import '@mantine/notifications/styles.css';
import { Anchor, AppShell, Burger, Group, ScrollArea, Text } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { useSession } from '../shared/api/session';
import { NavigationLink } from '../shared/ui/links';
import { AccountMenu } from './account-menu';
import { carriedSearch } from './carried-search';
import { isWithin, PAGES, type Page } from './pages';
import { AdministratorsOnlyPage } from './problem-pages';
import { CommandPalette } from './palette/command-palette';
import { SessionEndDialog } from './session-end-dialog';
import { ShortcutHelp } from './shortcut-help';
import { ViewerPreviewBar } from './viewer-preview-bar';

/** Navigation, account menu and the page between them. */
export default function Shell(): ReactElement {
  const { role, mayUsePlayground } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [isOpen, menu] = useDisclosure(false);
  const close = menu.close;
  useEffect(close, [path, close]);
  const isOpenTo = ({ isForAdmins }: Page): boolean => isForAdmins !== true || role === 'admin';
  const pages = PAGES.filter((page) => isOpenTo(page) && (page.path !== '/playground' || mayUsePlayground));
  const isClosed = PAGES.some((page) => isWithin(path, page) && !isOpenTo(page));
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <Anchor href="#content" className="skip-link">
              Skip to the content
            </Anchor>
            <Text fw={700} size="lg">
              GopherGate
            </Text>
          </Group>
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages">
        <ScrollArea type="auto">
          {pages.map((page) => (
            <NavigationLink
              key={page.path}
              to={page.path}
              search={carriedSearch}
              label={page.label}
              active={isWithin(path, page)}
              {...(isWithin(path, page) && { 'aria-current': 'page' as const })}
            />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ViewerPreviewBar />
        {isClosed ? <AdministratorsOnlyPage /> : <Outlet />}
      </AppShell.Main>
      <ShortcutHelp pages={pages} />
      <CommandPalette pages={pages} />
      <SessionEndDialog />
      <Notifications position="bottom-right" containerWidth={360} autoClose={6_000} />
    </AppShell>
  );
}
