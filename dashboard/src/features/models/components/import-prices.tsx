import { Anchor, Button, Drawer, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { PriceImportPreview } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { MODELS, PRICES } from '../api';
import { EXPORT_ADDRESS, importPrices, previewImport } from '../import-api';
import { ImportRows } from './import-rows';

interface Previewed {
  readonly csv: string;
  readonly preview: PriceImportPreview;
}

/** Own prices from a list: looked at line by line, then taken over. */
export function ImportPrices({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [csv, setCsv] = useState('');
  const look = useMutation({
    mutationFn: async (text: string): Promise<Previewed> => ({ csv: text, preview: await previewImport(text) }),
  });
  const take = useChange({
    ...{ change: importPrices, affects: [MODELS, PRICES], isQuiet: true, onDone: onClose },
    done: ({ counts }) => `${counts.new + counts.changed} prices are taken over. Earlier requests keep theirs.`,
  });
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    look.mutate(text);
  };
  const error = look.error ?? take.error;
  // What was looked at is what is taken over; a list that was changed since has to be looked at again.
  const previewed = look.data?.csv === csv ? look.data : null;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title="Prices from a list"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          A list as CSV, as{' '}
          <Anchor href={EXPORT_ADDRESS} download="prices.csv" inherit underline="always">
            your own prices are saved
          </Anchor>
          . Nothing changes before you have seen what would.
        </Text>
        <Textarea
          label="The list"
          autosize
          minRows={4}
          maxRows={12}
          value={csv}
          onChange={({ currentTarget: { value } }) => setCsv(value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre' } }}
        />
        <Group>
          <FileButton accept="text/csv,.csv" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button {...props} variant="default">
                From a file …
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            disabled={csv.trim() === ''}
            loading={look.isPending}
            onClick={() => look.mutate(csv)}
          >
            Look at what would change
          </Button>
          {previewed && willChange(previewed.preview) && (
            <Button
              loading={take.isPending}
              onClick={() => take.mutate({ csv: previewed.csv, digest: previewed.preview.digest })}
            >
              Take them over
            </Button>
          )}
        </Group>
        <div aria-live="polite">
          {error && (
            <Text c="red" size="sm">
              {messageOf(error)}
            </Text>
          )}
          {previewed && <ImportRows preview={previewed.preview} />}
        </div>
      </Stack>
    </Drawer>
  );
}

/** A list is taken over whole or not at all. */
function willChange({ counts }: PriceImportPreview): boolean {
  return counts.refused === 0 && counts.new + counts.changed > 0;
}
