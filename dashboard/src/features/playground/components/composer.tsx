import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { messageOf } from '../../../shared/api/api-error';
import { dataUrlOf } from '../image';
import { CostPreview } from './cost-preview';

interface ComposerProps {
  readonly initialPrompt: string;
  readonly models: readonly string[];
  readonly clientId: string;
  readonly isRunning: boolean;
  /** Everything that goes along is as it should be. */
  readonly isReady: boolean;
  readonly onSend: (prompt: string, image: string | null) => void;
  readonly onStop: () => void;
}

/** What is asked next. Ctrl+Enter sends it. */
export function Composer({
  initialPrompt,
  models,
  clientId,
  isRunning,
  isReady,
  onSend,
  onStop,
}: ComposerProps): ReactElement {
  const [prompt, setPrompt] = useState(initialPrompt);
  const [image, setImage] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const canSend = !isRunning && isReady && prompt.trim() !== '' && models.every((model) => model.trim() !== '');
  const send = (): void => {
    if (!canSend) return;
    onSend(prompt, image);
    setPrompt('');
    setImage(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  const choose = (file: File | null): void => {
    if (!file) return;
    setProblem('');
    dataUrlOf(file).then(setImage, (error: unknown) => setProblem(messageOf(error)));
  };
  return (
    <Stack gap="xs">
      <Textarea
        label="Prompt"
        autosize
        minRows={3}
        maxRows={14}
        value={prompt}
        onChange={({ currentTarget: { value } }) => setPrompt(value)}
        onKeyDown={onKeyDown}
      />
      <CostPreview prompt={prompt} models={models} clientId={clientId} />
      {image !== null && <img src={image} alt="What goes along with the prompt" className="prompt-image" />}
      {problem !== '' && (
        <Text c="red" size="sm" role="alert">
          {problem}
        </Text>
      )}
      <Group>
        {isRunning ? (
          <Button color="red" onClick={onStop}>
            Stop
          </Button>
        ) : (
          <Button disabled={!canSend} onClick={send}>
            Send
          </Button>
        )}
        <FileButton accept="image/png,image/jpeg,image/gif,image/webp" onChange={choose}>
          {(props) => (
            <Button {...props} variant="default">
              {image === null ? 'Add a picture' : 'Another picture'}
            </Button>
          )}
        </FileButton>
        {image !== null && (
          <Button variant="default" onClick={() => setImage(null)}>
            Take the picture out
          </Button>
        )}
      </Group>
    </Stack>
  );
}
