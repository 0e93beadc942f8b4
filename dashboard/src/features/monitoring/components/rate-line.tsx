import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { whole } from '../../../shared/format/numbers';
import type { SecondCount } from '../rate-meter';

const WIDTH = 240;
const HEIGHT = 36;

/** Ends a second over the last minute, errors below in red. */
export function RateLine({ seconds }: { readonly seconds: readonly SecondCount[] }): ReactElement | null {
  if (seconds.length === 0) return null;
  const most = Math.max(1, ...seconds.map(({ requests }) => requests));
  const step = WIDTH / seconds.length;
  const bars = (count: (second: SecondCount) => number, fill: string) =>
    seconds.map((second, index) => {
      const height = (count(second) / most) * HEIGHT;
      return (
        <rect key={second.second} x={index * step} y={HEIGHT - height} width={step - 0.5} height={height} fill={fill} />
      );
    });
  const sum = (of: (second: SecondCount) => number): number => seconds.reduce((total, second) => total + of(second), 0);
  const text = `${whole(sum(({ requests }) => requests))} requests in the last minute, ${whole(sum(({ errors }) => errors))} failed`;
  return (
    <div>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={text}>
        {bars(({ requests }) => requests, 'var(--mantine-color-cyan-7)')}
        {bars(({ errors }) => errors, 'var(--mantine-color-red-7)')}
      </svg>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </div>
  );
}
