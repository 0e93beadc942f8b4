import { Group, NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { MomentField } from './moment-field';
import { browserZone, RANGE_LABELS, RANGES, useRange } from './range';

/** Which time the page is about, and in which zone its days begin. */
export function RangePicker(): ReactElement {
  const [range, change] = useRange();
  const { name, from, to, zone } = range;
  const show = (first: number, end: number): void => change({ range: 'custom', from: String(first), to: String(end) });
  // The other end moves along where it would come before.
  const length = to - from;
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
      {name === 'custom' && (
        <>
          <MomentField
            {...{ label: 'From', value: from, zone }}
            onPick={(moment) => show(moment, moment < to ? to : moment + length)}
          />
          <MomentField
            {...{ label: 'To', value: to, zone }}
            onPick={(moment) => show(moment > from ? from : moment - length, moment)}
          />
        </>
      )}
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

/** One's own first, then UTC, then all there are. */
function zones(current: string): string[] {
  return [...new Set([current, browserZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
