import { Button, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useSession } from '../../shared/api/session';
import { useSearchText } from '../../shared/ui/address';
import { EmptyState } from '../../shared/ui/empty-state';
import { useHandedPrompt } from '../../shared/ui/handed-prompt';
import { PageHeader } from '../../shared/ui/page-header';
import { AnswerView } from './components/answer-view';
import { Composer } from './components/composer';
import { SettingsPanel } from './components/settings-panel';
import { badSettingsOf, type ChatSettings, type Turn } from './conversation';
import { useConversation } from './use-conversation';

const USUAL_MODEL = 'fast-flow';
const USUAL: Omit<ChatSettings, 'models'> = {
  ...{ clientId: '', system: '', temperature: '', topP: '', maxTokens: '', isJson: false, isStream: true },
};

/** A conversation with models as a client would have it. It costs what it costs, and is booked like any request. */
export default function PlaygroundPage(): ReactElement {
  const { mayUsePlayground } = useSession();
  return (
    <>
      <PageHeader title="Playground" />
      {mayUsePlayground ? (
        <Playground />
      ) : (
        <EmptyState title="Not open to you">
          What is sent here costs money, so an administrator decides in the settings who may use it.
        </EmptyState>
      )}
    </>
  );
}

function Playground(): ReactElement {
  const { model = USUAL_MODEL } = useSearchText();
  const prompt = useHandedPrompt();
  const [settings, setSettings] = useState<ChatSettings>(() => ({ ...USUAL, models: [model] }));
  const { turns, isRunning, send, stop, clear } = useConversation();
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <Paper withBorder p="md" component="section" aria-label="How to ask">
        <Stack>
          <SettingsPanel
            settings={settings}
            hasBegun={turns.length > 0}
            onChange={(change) => setSettings((before) => ({ ...before, ...change }))}
          />
          <Composer
            initialPrompt={prompt}
            models={settings.models}
            clientId={settings.clientId}
            isRunning={isRunning}
            isReady={badSettingsOf(settings).length === 0}
            onSend={(text, image) => void send(settings, { prompt: text, image })}
            onStop={stop}
          />
        </Stack>
      </Paper>
      <section aria-label="Conversation">
        <Stack>
          {turns.length === 0 && <Text c="dimmed">Answers stand here.</Text>}
          {turns.map((turn, index) => (
            <TurnView key={index} turn={turn} />
          ))}
          {turns.length > 0 && !isRunning && (
            <div>
              <Button variant="default" size="xs" onClick={clear}>
                Begin anew
              </Button>
            </div>
          )}
        </Stack>
      </section>
    </SimpleGrid>
  );
}

function TurnView({ turn: { prompt, image, answers } }: { readonly turn: Turn }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  // In braces: newer browsers return a promise, which would be taken for a clean-up.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Stack gap="xs" ref={place}>
      <Text className="said" fw={500}>
        {prompt}
      </Text>
      {image !== null && <img src={image} alt="What went along with the prompt" className="prompt-image" />}
      <SimpleGrid cols={{ base: 1, xl: Math.min(2, answers.length) }} spacing="xs">
        {answers.map((answer, column) => (
          <AnswerView key={column} answer={answer} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
