import { Menu, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { LinkProps } from '../shared/ui/links';

/** Apart from the other links: the pages before the login have no menu, and need not load one. */
export const MenuLink = createLink((props: LinkProps<MenuItemProps>) => <Menu.Item component="a" {...props} />);
