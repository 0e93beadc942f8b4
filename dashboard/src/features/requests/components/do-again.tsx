import { Code, Group, Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RequestRecord } from '@app/contracts';
import { useSession } from '../../../shared/api/session';
import { curlOf } from '../../../shared/snippets/request-code';
import { handPrompt } from '../../../shared/ui/handed-prompt';
import { ButtonLink } from '../../../shared/ui/links';
import { bodiesQuery } from '../api';
import { bodyToRepeat, promptOf } from '../kept-request';

/** Ways to look at a request once more. With its body, once that is shown; else with a place to fill in. */
export function DoAgain({ request }: { readonly request: RequestRecord }): ReactElement {
  const { askedModel, groupName, endpoint } = request;
  const { mayUsePlayground, mayReadBodies, baseUrl } = useSession();
  const { data: bodies } = useQuery(bodiesQuery(request.requestId));
  const data = mayReadBodies ? bodies : undefined;
  const prompt = promptOf(data?.request);
  const hand = (): void => handPrompt(prompt);
  // What other endpoints take cannot be told without the body.
  const isChat = endpoint.endsWith('/chat') || endpoint.endsWith('/chat/completions');
  const address = baseUrl + (endpoint.startsWith('/v1/') ? endpoint.slice('/v1'.length) : '/chat/completions');
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        Once more
      </Title>
      <Group mb="sm">
        {groupName !== null && (
          <ButtonLink
            to="/groups/$name"
            params={{ name: askedModel === '' ? groupName : askedModel }}
            onClick={hand}
            variant="default"
            size="xs"
          >
            Trace it again
          </ButtonLink>
        )}
        {mayUsePlayground && isChat && (
          <ButtonLink to="/playground" search={{ model: askedModel }} onClick={hand} variant="default" size="xs">
            Take it to the playground
          </ButtonLink>
        )}
      </Group>
      {(isChat || data !== undefined) && (
        <details>
          <summary>As curl</summary>
          <Code block tabIndex={0} aria-label="As curl" mt="xs">
            {curlOf(bodyToRepeat(data?.request, request), address)}
          </Code>
        </details>
      )}
    </Paper>
  );
}
