import { Code, Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { snippetsFor } from '../snippets';

/** How to use a key, ready to be pasted. */
export function Snippets({ apiKey }: { readonly apiKey: string }): ReactElement {
  const snippets = snippetsFor({ baseUrl: `${window.location.origin}/v1`, apiKey, model: 'fast-flow' });
  return (
    <Tabs defaultValue={snippets[0]?.name ?? ''} keepMounted={false}>
      <Tabs.List aria-label="How to use it">
        {snippets.map(({ name }) => (
          <Tabs.Tab key={name} value={name}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map(({ name, code }) => (
        <Tabs.Panel key={name} value={name} pt="xs">
          <Code block tabIndex={0} aria-label={name}>
            {code}
          </Code>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
