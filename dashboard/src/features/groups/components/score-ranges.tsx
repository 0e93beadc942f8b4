import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { cutsOf, withSetting, type Draft } from '../draft';

interface ScoreRangesProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const WIDTH = 400;
const SHADES = ['0.25', '0.5'];

/** Which scores lead to which target, as a picture and as numbers. */
export function ScoreRanges({ draft, onChange }: ScoreRangesProps): ReactElement {
  const cuts = cutsOf(draft);
  const edges = [0, ...cuts, 1];
  const ranges = draft.targets.map((target, index) => ({
    ...{ target, from: edges[index] ?? 1, to: edges[index + 1] ?? 1 },
  }));
  const text = ranges.map(({ target, from, to }) => `${target} ${from.toFixed(2)} to ${to.toFixed(2)}`).join(', ');
  return (
    <Stack gap="xs" role="group" aria-label="Score ranges">
      <Text size="sm" fw={500}>
        Score ranges
      </Text>
      <svg viewBox={`0 0 ${WIDTH} 24`} width="100%" role="img" aria-label={`Scores: ${text}`}>
        {ranges.map(({ target, from, to }, index) => (
          <rect
            key={target}
            x={from * WIDTH}
            width={Math.max(0, to - from) * WIDTH}
            height={24}
            fill="currentColor"
            opacity={SHADES[index % 2]}
          />
        ))}
      </svg>
      {ranges.slice(0, -1).map(({ target }, index) => (
        <NumberInput
          key={target}
          label={`${target} up to a score of`}
          min={0}
          max={1}
          step={0.05}
          decimalScale={3}
          value={cuts[index] ?? 1}
          onChange={(value) => onChange(withSetting(draft, 'cuts', cuts.with(index, Number(value))))}
        />
      ))}
      <Group>
        <Button size="xs" variant="subtle" onClick={() => onChange(withSetting(draft, 'cuts', undefined))}>
          Equal parts
        </Button>
      </Group>
    </Stack>
  );
}
