import { Paper, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RequestRecord } from '@app/contracts';
import { milliseconds } from '../../../shared/format/numbers';
import { spansOf } from '../spans';

const WIDTH = 640;
const ROW = 26;
const LABEL = 190;

/** What took how long, one bar under the other. */
export function RequestTimeline({ request }: { readonly request: RequestRecord }): ReactElement {
  const spans = spansOf(request);
  const scale = (WIDTH - LABEL - 70) / Math.max(request.latencyMs, 1);
  return (
    <Paper withBorder p="md" style={{ overflowX: 'auto' }}>
      <Title order={2} size="h4" mb="xs">
        Timeline
      </Title>
      <svg
        width={WIDTH}
        height={spans.length * ROW}
        role="img"
        aria-label={spans.map(({ label, ms }) => `${label}: ${milliseconds(ms)}`).join(', ')}
      >
        {spans.map(({ label, from, ms, isFailure }, index) => (
          <g key={`${label} ${index}`} transform={`translate(0 ${index * ROW})`}>
            <text x={0} y={17} fontSize={13} fill="currentColor">
              {label}
            </text>
            <rect
              x={LABEL + from * scale}
              y={6}
              height={14}
              rx={3}
              width={Math.max(ms * scale, 2)}
              fill={isFailure ? 'var(--mantine-color-red-7)' : 'var(--mantine-color-cyan-8)'}
            />
            <text x={LABEL + (from + ms) * scale + 8} y={17} fontSize={12} fill="currentColor">
              {milliseconds(ms)}
            </text>
          </g>
        ))}
      </svg>
    </Paper>
  );
}
