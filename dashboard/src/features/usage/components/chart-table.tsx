import { useMemo, type ReactElement } from 'react';
import type { ChartSeries } from '../../../shared/charts/time-chart';
import type { Column } from '../../../shared/ui/column';
import { DataTable } from '../../../shared/ui/data-table';

interface ChartTableProps {
  readonly times: readonly string[];
  /** Their moments, epoch milliseconds: on the day that the clocks go back a time comes twice. */
  readonly buckets: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Places of what is unusually much. */
  readonly unusual: ReadonlySet<number>;
  readonly format: (value: number) => string;
  readonly zone: string;
}

interface Row {
  readonly at: number;
  readonly time: string;
  /** In the order of the series. */
  readonly values: readonly number[];
  readonly isUnusual: boolean;
}

/** What the chart draws, in figures. */
export function ChartTable({ times, buckets, series, unusual, format, zone }: ChartTableProps): ReactElement {
  const columns = useMemo(() => columnsOf(series, format, zone), [series, format, zone]);
  const rows = useMemo(
    () =>
      times.map((time, place): Row => {
        const values = series.map(({ values: all }) => all[place] ?? 0);
        return { at: buckets[place] ?? 0, time, values, isUnusual: unusual.has(place) };
      }),
    [times, buckets, series, unusual],
  );
  return <DataTable name="Usage over time" columns={columns} rows={rows} rowKey={({ at }) => String(at)} sort="time" />;
}

function columnsOf(
  series: readonly ChartSeries[],
  format: (value: number) => string,
  zone: string,
): readonly Column<Row>[] {
  const numeric = (id: string, header: string, value: (row: Row) => number): Column<Row> => ({
    ...{ id, header, isNumeric: true, value },
    cell: (row) => format(value(row)),
  });
  return [
    { id: 'time', header: `From (${zone})`, isMoment: true, value: ({ at }) => at, cell: ({ time }) => time },
    numeric('total', 'All', ({ values }) => values.reduce((sum, value) => sum + value, 0)),
    ...series.map(({ label }, index) => numeric(`series-${index}`, label, ({ values }) => values[index] ?? 0)),
    { id: 'remark', header: 'Remark', value: ({ isUnusual }) => (isUnusual ? 'unusually much' : '') },
  ];
}
