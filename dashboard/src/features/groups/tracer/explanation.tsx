import { Alert, Highlight, List, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ExplainedRouteView, RouteExplanationView } from '@app/contracts/admin';
import { usdPerMillion } from '../../../shared/format/money';
import { whole } from '../../../shared/format/numbers';
import { Money } from '../../../shared/ui/money';
import { quotedWords } from './ratings';

interface ExplanationProps {
  readonly explanation: RouteExplanationView;
  readonly prompt: string;
  /** What the saved groups would do with it; null: nothing to compare with. */
  readonly saved: RouteExplanationView | null;
}

/** Steps, what was left out, and what it would cost. */
export function Explanation({ explanation, prompt, saved }: ExplanationProps): ReactElement {
  const { steps, routes, dropped, failure, inputTokens, outputTokens, ratings } = explanation;
  const words = steps.filter(({ by }) => by === 'keyword').flatMap(({ reason }) => quotedWords(reason));
  return (
    <Stack gap="sm">
      {failure && (
        <Alert color="red" variant="outline" title="It leads nowhere">
          {failure.message}
        </Alert>
      )}
      {saved && <Difference now={explanation} saved={saved} />}
      {words.length > 0 && (
        <Highlight highlight={[...words]} size="sm">
          {prompt}
        </Highlight>
      )}
      <List type="ordered" size="sm" aria-label="Steps">
        {steps.map(({ group, strategy, chosen, reason }) => (
          <List.Item key={group}>
            {group} ({strategy}) chose {chosen}: {reason}
          </List.Item>
        ))}
      </List>
      {ratings.map(({ providerId, model, rating, failure: why, costNanoUsd, costState }) => (
        <Text key={`${providerId}/${model}`} size="sm">
          {providerId}/{model} {rating === null ? `gave no rating: ${why ?? ''}` : `rated ${rating}`}, which cost{' '}
          <Money nanoUsd={costNanoUsd} state={costState} />
        </Text>
      ))}
      {dropped.length > 0 && (
        <List size="sm" aria-label="Left out">
          {dropped.map(({ path, reason }) => (
            <List.Item key={path.join(' > ')}>
              {path.join(' › ')} was left out: {reason}
            </List.Item>
          ))}
        </List>
      )}
      {routes.length > 0 && (
        <>
          <Text size="sm">
            With {whole(inputTokens)} tokens in and {whole(outputTokens)} out, tried in this order:
          </Text>
          <List type="ordered" size="sm" aria-label="Routes">
            {routes.map((route) => (
              <List.Item key={route.path.join(' > ')}>
                <RouteCost route={route} />
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}

function RouteCost({ route }: { readonly route: ExplainedRouteView }): ReactElement {
  const { providerId, model, cost, picoUsdPerInputToken: input, picoUsdPerOutputToken: output } = route;
  return (
    <>
      {providerId}/{model}: <Money nanoUsd={cost.nanoUsd} state={cost.state} />
      {input !== null && output !== null && ` (${usdPerMillion(input)} in, ${usdPerMillion(output)} out per 1M tokens)`}
    </>
  );
}

/** What the draft changes for this prompt. */
function Difference({ now, saved }: { readonly now: RouteExplanationView; readonly saved: RouteExplanationView }) {
  const [mine, theirs] = [nameOf(now), nameOf(saved)];
  return (
    <Text size="sm" fw={500}>
      {mine === theirs ? `As saved: ${mine}.` : `The draft leads to ${mine}, the saved group to ${theirs}.`}
    </Text>
  );
}

function nameOf({ routes }: RouteExplanationView): string {
  const [first] = routes;
  return first ? `${first.providerId}/${first.model}` : 'nothing';
}
