import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { momentOf, offsetAt } from '../format/zone';
import { browserZone, RANGE_LABELS, RANGES, useRange } from './range';

/** Which time the page is about, and in which zone its days begin. */
export function RangePicker(): ReactElement {
  const [range, change] = useRange();
  const { name, from, to, zone } = range;
  const pick = (part: 'from' | 'to', text: string): void => {
    const moment = momentFrom(text, zone);
    if (moment !== null) change({ range: 'custom', from: String(from), to: String(to), [part]: String(moment) });
  };
  return (
    <Group gap="xs">
      <NativeSelect
        aria-label="Range"
        size="xs"
        value={name}
        data={RANGES.map((value) => ({ value, label: RANGE_LABELS[value] }))}
        onChange={({ currentTarget: { value } }) => {
          change(
            value === 'custom'
              ? { range: value, from: String(from), to: String(to) }
              : { range: value, from: undefined, to: undefined },
          );
        }}
      />
      {name === 'custom' &&
        (['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="datetime-local"
            size="xs"
            aria-label={part === 'from' ? 'From' : 'To'}
            value={textOf(range[part], zone)}
            onChange={({ currentTarget: { value } }) => {
              pick(part, value);
            }}
          />
        ))}
      <NativeSelect
        aria-label="Time zone"
        size="xs"
        value={zone}
        data={zones(zone)}
        onChange={({ currentTarget: { value } }) => {
          change({ zone: value });
        }}
      />
    </Group>
  );
}

/** As an input of the browser writes it: `2026-11-23T09:00`. */
function textOf(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);
}

function momentFrom(text: string, zone: string): number | null {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? [];
  if (minute === undefined) return null;
  return momentOf(zone, Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

/** One's own first, then UTC, then all there are. */
function zones(current: string): string[] {
  return [...new Set([current, browserZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
