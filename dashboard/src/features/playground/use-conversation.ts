import { useEffect, useRef, useState } from 'react';
import { ask } from './ask';
import { chatRequest, emptyAnswer, type Answer, type ChatSettings, type Turn } from './conversation';

export interface Conversation {
  readonly turns: readonly Turn[];
  readonly isRunning: boolean;
  readonly send: (settings: ChatSettings, question: Pick<Turn, 'prompt' | 'image'>) => Promise<void>;
  /** Hangs up, which cancels what is under way at the providers, too. */
  readonly stop: () => void;
  readonly clear: () => void;
}

/** Turns of a conversation with one to four models at once. */
export function useConversation(): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const running = useRef<AbortController | null>(null);
  // Whoever leaves the page pays for no answer that nobody will read.
  useEffect(() => () => running.current?.abort(), []);

  const send: Conversation['send'] = async (settings, question) => {
    const stop = new AbortController();
    running.current = stop;
    setIsRunning(true);
    const requests = settings.models.map((_, column) => chatRequest(settings, column, turns, question));
    const place = turns.length;
    const change = (column: number, answer: Answer): void =>
      setTurns((before) => before.map((turn, index) => (index === place ? withAnswer(turn, column, answer) : turn)));
    setTurns([...turns, { ...question, answers: requests.map(emptyAnswer) }]);
    await Promise.all(
      requests.map(async (request, column) => {
        const onPart = perFrame<Answer>((answer) => change(column, answer));
        const answer = await ask(request, { signal: stop.signal, onPart: onPart.take });
        onPart.end();
        change(column, answer);
      }),
    );
    setIsRunning(false);
  };
  return { turns, isRunning, send, stop: () => running.current?.abort(), clear: () => setTurns([]) };
}

function withAnswer(turn: Turn, column: number, answer: Answer): Turn {
  return { ...turn, answers: turn.answers.with(column, answer) };
}

/** Hands on the newest at most once for each picture that the browser draws. */
function perFrame<T>(draw: (value: T) => void) {
  let newest: { readonly value: T } | undefined;
  let frame = 0;
  return {
    take: (value: T): void => {
      newest = { value };
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        if (newest) draw(newest.value);
      });
    },
    end: (): void => cancelAnimationFrame(frame),
  };
}
