import { useComputedColorScheme } from '@mantine/core';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
  type ChartOptions,
} from 'chart.js';
import { useMemo, useRef, type ReactElement } from 'react';
import { Chart as Drawn } from 'react-chartjs-2';
import { chartColours } from './chart-colours';
import { useDrag } from './use-drag';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

export interface ChartSeries {
  readonly label: string;
  /** One for each bucket. */
  readonly values: readonly number[];
}

interface TimeChartProps {
  /** What a person hears who does not see it. */
  readonly label: string;
  /** Of the buckets. */
  readonly times: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
  /** A stretch of buckets was picked by dragging. */
  readonly onPick?: (first: number, last: number) => void;
}

/** Bars that stand on each other, one for each bucket of time. */
export default function TimeChart({ label, times, series, format, onPick }: TimeChartProps): ReactElement {
  const scheme = useComputedColorScheme('light');
  const colours = chartColours(scheme);
  const data = useMemo(
    () => ({
      labels: [...times],
      datasets: series.map(({ label: name, values }, index) => ({
        label: name,
        data: [...values],
        backgroundColor: colours.series[index % colours.series.length],
        borderColor: colours.edge,
        borderWidth: { top: 1 },
        stack: 'all',
      })),
    }),
    [times, series, colours],
  );
  const options = useMemo(() => optionsOf(colours, format), [colours, format]);
  const chart = useRef<Chart<'bar'>>(null);
  const drag = useDrag(() => chart.current, onPick);
  return (
    <div style={{ height: 280 }} {...drag}>
      <Drawn type="bar" ref={chart} data={data} options={options} role="img" aria-label={label} />
    </div>
  );
}

function optionsOf(colours: ReturnType<typeof chartColours>, format: (value: number) => string): ChartOptions<'bar'> {
  const axis = { stacked: true, ticks: { color: colours.text }, grid: { color: colours.grid } };
  return {
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: 'index', intersect: false },
    plugins: {
      legend: { position: 'bottom', labels: { color: colours.text, boxWidth: 12 } },
      tooltip: { callbacks: { label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${format(parsed.y ?? 0)}` } },
    },
    scales: {
      x: { ...axis, ticks: { ...axis.ticks, maxRotation: 0, autoSkipPadding: 16 } },
      y: { ...axis, beginAtZero: true, ticks: { ...axis.ticks, callback: (value) => format(Number(value)) } },
    },
  };
}
