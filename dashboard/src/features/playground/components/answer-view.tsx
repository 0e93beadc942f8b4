import { Code, Loader, Paper, Stack, Tabs, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSession } from '../../../shared/api/session';
import { milliseconds, whole } from '../../../shared/format/numbers';
import { codeOf } from '../../../shared/snippets/request-code';
import { TextLink } from '../../../shared/ui/links';
import type { Answer } from '../conversation';

/** One model's answer, with what was sent and what came back. */
export function AnswerView({ answer }: { readonly answer: Answer }): ReactElement {
  const { model, request, raw } = answer;
  const { baseUrl } = useSession();
  return (
    <Paper withBorder p="sm" component="section" aria-label={`Answer of ${model}`}>
      <Tabs defaultValue="answer" keepMounted={false}>
        <Tabs.List aria-label={`What there is of ${model}`}>
          <Tabs.Tab value="answer">Answer</Tabs.Tab>
          <Tabs.Tab value="request">Request</Tabs.Tab>
          <Tabs.Tab value="raw">Response</Tabs.Tab>
          <Tabs.Tab value="code">Code</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="answer" pt="xs">
          <Said answer={answer} />
        </Tabs.Panel>
        <Tabs.Panel value="request" pt="xs">
          <Block label="Request">{JSON.stringify(request, null, 2)}</Block>
        </Tabs.Panel>
        <Tabs.Panel value="raw" pt="xs">
          <Block label="Response">{raw}</Block>
        </Tabs.Panel>
        <Tabs.Panel value="code" pt="xs">
          {codeOf(request, baseUrl).map(({ name, code }) => (
            <Block key={name} label={name}>
              {code}
            </Block>
          ))}
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}

function Block({ label, children }: { readonly label: string; readonly children: string }): ReactElement {
  return (
    <Code block tabIndex={0} aria-label={label} mb="xs" mah={420}>
      {children}
    </Code>
  );
}

function Said({ answer }: { readonly answer: Answer }): ReactElement {
  const { model, state, text, reasoning, problem } = answer;
  return (
    <Stack gap="xs">
      {reasoning !== '' && (
        <details>
          <summary>What it thought</summary>
          <Text size="sm" className="said">
            {reasoning}
          </Text>
        </details>
      )}
      <div aria-live="polite" aria-busy={state === 'running'}>
        {text === '' && state === 'running' ? (
          <Loader size="xs" aria-label={`Waiting for ${model}`} />
        ) : (
          <Text className="said">{text}</Text>
        )}
        {state === 'stopped' && <Text size="sm">Stopped.</Text>}
        {problem !== null && (
          <Text c="red" size="sm" className="said">
            {problem}
          </Text>
        )}
      </div>
      <Facts answer={answer} />
    </Stack>
  );
}

function Facts({ answer: { facts, state } }: { readonly answer: Answer }): ReactElement {
  const { requestId, servedBy, route, promptTokens, completionTokens, costUsd, firstTokenMs, tookMs } = facts;
  const isTold = promptTokens !== null && completionTokens !== null;
  const texts = [
    route !== null && route !== servedBy ? `${route} (${servedBy ?? ''})` : servedBy,
    isTold && `${whole(promptTokens)} tokens in, ${whole(completionTokens)} out`,
    costUsd !== null ? `$${costUsd}` : state === 'done' && 'no price is known',
    firstTokenMs !== null && `first token after ${milliseconds(firstTokenMs)}`,
    tookMs !== null && milliseconds(tookMs),
  ];
  return (
    <Text size="sm" c="dimmed">
      {texts.filter((part) => typeof part === 'string').join(' · ')}{' '}
      {requestId !== null && state !== 'running' && (
        <TextLink to="/requests/$requestId" params={{ requestId }} inherit underline="always">
          all of it
        </TextLink>
      )}
    </Text>
  );
}
