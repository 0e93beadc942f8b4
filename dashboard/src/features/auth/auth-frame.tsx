import { Container, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** The frame of pages that somebody sees who is not in yet. */
export function AuthFrame({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Container component="main" size={440} py={{ base: 'lg', sm: 80 }}>
      <Text fw={700} size="xl" mb="md">
        GopherGate
      </Text>
      {children}
    </Container>
  );
}
