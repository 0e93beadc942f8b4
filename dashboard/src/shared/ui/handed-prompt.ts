import { useEffect, useState } from 'react';

let handed = '';

/** Gives a prompt to the page that is opened next. It stands in no address, since addresses are written down on the way. */
export function handPrompt(prompt: string): void {
  handed = prompt;
}

/** What the page before has handed over; empty where it was nothing. It is handed over once. */
export function useHandedPrompt(): string {
  const [prompt] = useState(() => handed);
  useEffect(() => {
    handed = '';
  }, []);
  return prompt;
}
