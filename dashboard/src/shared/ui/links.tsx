import { Anchor, Button, Menu, NavLink, type AnchorProps, type ButtonProps, type MenuItemProps, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { forwardRef, type AnchorHTMLAttributes } from 'react';

type Rest<Props> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props | 'style'>;

/** Mantine's elements as links of the router, with its typed addresses. */
export const ButtonLink = createLink(
  forwardRef<HTMLAnchorElement, ButtonProps & Rest<ButtonProps>>((props, ref) => <Button component="a" ref={ref} {...props} />),
);
export const NavigationLink = createLink(
  forwardRef<HTMLAnchorElement, NavLinkProps & Rest<NavLinkProps>>((props, ref) => <NavLink component="a" ref={ref} {...props} />),
);
export const MenuLink = createLink(
  forwardRef<HTMLAnchorElement, MenuItemProps & Rest<MenuItemProps>>((props, ref) => <Menu.Item component="a" ref={ref} {...props} />),
);
export const TextLink = createLink(
  forwardRef<HTMLAnchorElement, AnchorProps & Rest<AnchorProps>>((props, ref) => <Anchor component="a" ref={ref} {...props} />),
);
