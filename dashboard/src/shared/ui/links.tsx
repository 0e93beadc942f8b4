import { Anchor, Button, NavLink } from '@mantine/core';
import type { AnchorProps, ButtonProps, NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

export type LinkProps<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props | 'style'>;

/** Mantine's elements as links of the router, with its typed addresses. */
export const ButtonLink = createLink((props: LinkProps<ButtonProps>) => <Button component="a" {...props} />);
export const NavigationLink = createLink((props: LinkProps<NavLinkProps>) => <NavLink component="a" {...props} />);
export const TextLink = createLink((props: LinkProps<AnchorProps>) => <Anchor component="a" {...props} />);
