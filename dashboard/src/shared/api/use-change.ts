import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type QueryKey, type UseMutationResult } from '@tanstack/react-query';
import { messageOf } from './api-error';

interface ChangeOptions<Input, Output> {
  readonly change: (input: Input) => Promise<Output>;
  /** What has to be read again, whatever came of it. */
  readonly affects: readonly QueryKey[];
  /** Said when it went well; left out where the page itself shows it. */
  readonly done?: (output: Output, input: Input) => string;
  /** Failures are shown where they arose, not as a message. */
  readonly isQuiet?: boolean;
  readonly onDone?: (output: Output, input: Input) => void;
}

/** A change of something on the server, and what follows from it on the screen. */
export function useChange<Input, Output>(
  options: ChangeOptions<Input, Output>,
): UseMutationResult<Output, Error, Input> {
  const { change, affects, done, isQuiet = false, onDone } = options;
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (output, input) => {
      if (done) notifications.show({ message: done(output, input), color: 'teal' });
      onDone?.(output, input);
    },
    onError: (error) => {
      if (!isQuiet) notifications.show({ message: messageOf(error), color: 'red', autoClose: 12_000 });
    },
    onSettled: () => Promise.all(affects.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
