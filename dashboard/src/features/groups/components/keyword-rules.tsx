import { Button, Group, NativeSelect, Stack, TagsInput, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { keywordsOf, withSetting, type Draft, type KeywordRule } from '../draft';

interface KeywordRulesProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Words that decide before anything is scored or rated. */
export function KeywordRules({ draft, onChange }: KeywordRulesProps): ReactElement {
  const rules = keywordsOf(draft);
  const change = (next: readonly KeywordRule[] | undefined): void => onChange(withSetting(draft, 'keywords', next));
  const replace = (index: number, rule: KeywordRule): void => change(rules?.with(index, rule));
  return (
    <Stack gap="xs" role="group" aria-label="Keywords">
      <Text size="sm" fw={500}>
        Keywords
      </Text>
      <Text size="sm" c="dimmed">
        {rules === undefined
          ? 'The built-in words lead to the last target.'
          : 'The first rule with a word in the prompt decides.'}
      </Text>
      {rules?.map((rule, index) => (
        // Rules have no name of their own; their place is what they are known by.
        <Group key={index} gap="xs" align="flex-end">
          <TagsInput
            label={`Words of rule ${index + 1}`}
            flex="1 1 200px"
            value={[...rule.words]}
            onChange={(words) => replace(index, { ...rule, words })}
          />
          <NativeSelect
            label="lead to"
            value={rule.target}
            data={[...new Set([rule.target, ...draft.targets])]}
            onChange={({ currentTarget: { value } }) => replace(index, { ...rule, target: value })}
          />
          <Button variant="default" onClick={() => change(rules.toSpliced(index, 1))}>
            Remove rule {index + 1}
          </Button>
        </Group>
      ))}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() => change([...(rules ?? []), { words: [], target: draft.targets.at(-1) ?? '' }])}
        >
          Add a rule
        </Button>
        {rules !== undefined && (
          <Button size="xs" variant="subtle" onClick={() => change(undefined)}>
            Use the built-in words
          </Button>
        )}
      </Group>
    </Stack>
  );
}
