import { Button, Group, NativeSelect, Paper, Slider, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Group as RoutingGroup } from '@app/contracts';
import type { GroupView, RouteExplanationView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { explainRoute } from '../../../shared/api/explain-route';
import { useIsAdmin } from '../../../shared/api/session';
import { useSearchText, useShow } from '../../../shared/ui/address';
import { useHandedPrompt } from '../../../shared/ui/handed-prompt';
import { thresholdOf, type Draft } from '../draft';
import { ratingMap } from './ratings';
import { RoutingTree } from '../tree/routing-tree';
import { Explanation } from './explanation';

interface RouteTracerProps {
  readonly model: string;
  readonly groups: readonly GroupView[];
  /** Not saved yet; traced in the place of the group of its name. */
  readonly draft?: Draft;
  /** Whether there is a saved one to compare the draft with. */
  readonly isSaved?: boolean;
}

interface Traced {
  readonly prompt: string;
  readonly now: RouteExplanationView;
  /** By the saved groups; null where nothing differs by design. */
  readonly saved: RouteExplanationView | null;
}

/** Where a prompt would go and why. Costs nothing unless the selector is really asked. */
export function RouteTracer({ model, groups, draft, isSaved = false }: RouteTracerProps): ReactElement {
  const isAdmin = useIsAdmin();
  const asked = useSearchText()['model'] ?? model;
  const show = useShow();
  const [prompt, setPrompt] = useState(useHandedPrompt());
  const [rating, setRating] = useState(1);
  const name = draft ? model : asked;
  const group: RoutingGroup | undefined = draft ?? groups.find((each) => each.name === name);
  const threshold = group?.strategy === 'classifier' ? thresholdOf(group) : 0;
  const trace = useMutation({
    mutationFn: async (isAsked: boolean): Promise<Traced> => {
      const question = { model: name, prompt, ...(isAsked ? { isAsked } : threshold > 0 && { rating }) };
      const now = await explainRoute(draft ? { ...question, groups: [draft] } : question);
      // The selector is asked at most once: what the saved group would do follows from the same rating.
      const given = now.ratings.at(-1)?.rating;
      const again = isAsked ? { model: name, prompt, ...(given != null && { rating: given }) } : question;
      return { prompt, now, saved: draft && isSaved ? await explainRoute(again) : null };
    },
  });
  return (
    <>
      <Paper withBorder p="md" mt="lg" component="section" aria-label="Route tracer">
        <Stack>
          <Title order={2} size="h4">
            Route tracer
          </Title>
          {!draft && (
            <NativeSelect
              label="Group"
              value={name}
              data={groups.map((each) => each.name)}
              onChange={({ currentTarget: { value } }) => show({ model: value })}
            />
          )}
          <Textarea
            label="Prompt"
            autosize
            minRows={3}
            value={prompt}
            onChange={({ currentTarget: { value } }) => setPrompt(value)}
          />
          {group && threshold > 0 && (
            <RatingSlider threshold={threshold} targets={group.targets} value={rating} onChange={setRating} />
          )}
          <Group>
            <Button loading={trace.isPending} onClick={() => trace.mutate(false)}>
              Trace
            </Button>
            {isAdmin && threshold > 0 && (
              <Button variant="default" disabled={trace.isPending} onClick={() => trace.mutate(true)}>
                Really ask the selector (costs a little)
              </Button>
            )}
          </Group>
          <div aria-live="polite">
            {trace.error && (
              <Text c="red" size="sm">
                {messageOf(trace.error)}
              </Text>
            )}
            {trace.data && (
              <Explanation explanation={trace.data.now} prompt={trace.data.prompt} saved={trace.data.saved} />
            )}
          </div>
        </Stack>
      </Paper>
      <RoutingTree
        root={name}
        groups={draft ? [...groups.filter((each) => each.name !== name), draft] : groups}
        way={trace.data?.now.routes[0]?.path ?? []}
      />
    </>
  );
}

interface RatingSliderProps {
  readonly threshold: number;
  readonly targets: readonly string[];
  readonly value: number;
  readonly onChange: (rating: number) => void;
}

function RatingSlider({ threshold, targets, value, onChange }: RatingSliderProps): ReactElement {
  return (
    <div>
      <Text size="sm" fw={500}>
        Rating in the place of the selector's: {value}
      </Text>
      <Slider min={1} max={threshold} value={value} onChange={onChange} thumbLabel="Rating" />
      <Text size="sm" c="dimmed" mt="xs">
        {ratingMap(threshold, targets)
          .map(({ target, from, to }) => `${from === to ? from : `${from}–${to}`}: ${target}`)
          .join(' · ')}
      </Text>
    </div>
  );
}
