import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { momentOf, offsetAt } from '../format/zone';

interface MomentFieldProps {
  readonly label: string;
  /** Epoch milliseconds. */
  readonly value: number;
  readonly zone: string;
  readonly onPick: (moment: number) => void;
}

/** A moment by the clocks of a zone. It counts when somebody is done with it: half a year is a year, too. */
export function MomentField({ label, value, zone, onPick }: MomentFieldProps): ReactElement {
  const shown = textOf(value, zone);
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  if (shown !== known) {
    setKnown(shown);
    setTyped(shown);
  }
  const done = (): void => {
    const moment = momentFrom(typed, zone);
    if (moment === null) setTyped(shown);
    else if (moment !== value) onPick(moment);
  };
  return (
    <TextInput
      type="datetime-local"
      size="xs"
      aria-label={label}
      value={typed}
      onChange={({ currentTarget: { value: text } }) => setTyped(text)}
      onBlur={done}
      onKeyDown={({ key }) => key === 'Enter' && done()}
    />
  );
}

/** As an input of the browser writes it: `2026-11-23T09:00`. */
function textOf(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);
}

/** null: nothing whole, or long before there was any gateway. */
function momentFrom(text: string, zone: string): number | null {
  const [, year, month, day, hour, minute] = /^([2-9]\d{3})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  if (minute === undefined) return null;
  return momentOf(zone, Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}
