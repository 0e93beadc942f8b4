import { Alert, Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useViewerPreview } from '../shared/api/session';

/** Tells an administrator that the pages are those of a viewer just now. */
export function ViewerPreviewBar(): ReactElement | null {
  const { isOn, set } = useViewerPreview();
  if (!isOn) return null;
  return (
    <Alert color="blue" variant="outline" mb="md" role="status">
      <Group justify="space-between">
        <Text size="sm">You see this as a viewer does. What the API allows you has not changed.</Text>
        <Button size="compact-sm" variant="default" onClick={() => set(false)}>
          Back to yourself
        </Button>
      </Group>
    </Alert>
  );
}
