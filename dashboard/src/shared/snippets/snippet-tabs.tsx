import { Code, Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSession } from '../api/session';
import { snippetsFor } from './snippets';

interface SnippetTabsProps {
  readonly apiKey: string;
  readonly model?: string;
}

/** How to use a key, ready to be pasted. */
export function SnippetTabs({ apiKey, model = 'fast-flow' }: SnippetTabsProps): ReactElement {
  const { baseUrl } = useSession();
  const snippets = snippetsFor({ baseUrl, apiKey, model });
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
