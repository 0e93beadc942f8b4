import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  createSortedRowModel,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { Column } from './column';
import { TableMenu } from './table-menu';
import { useTableLook } from './table-look';

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** Below that a table scrolls sideways and does not break every word. */
const COLUMN_PX = 92;

interface DataTableProps<Row extends object> {
  /** Names the table for screen readers, its exports, and what is remembered of its look. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** `-cost`: by this column, from the largest. */
  readonly sort?: string;
  /** Rows come sorted from the server and stay as they are. */
  readonly isSorted?: boolean;
  /** The row that is open beside the table. */
  readonly selectedKey?: string;
  /** More buttons beside those of the table. */
  readonly tools?: ReactNode;
}

/** A table with sorting, choice of columns, density and exports of what it shows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactElement {
  const { name, columns, rows, rowKey, sort, isSorted = false, selectedKey, tools } = props;
  const look = useTableLook(name, columns);
  const definitions = useMemo(() => columns.map((column) => definitionOf(column, isSorted)), [columns, isSorted]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    initialState: { sorting: sort === undefined || isSorted ? [] : [sortingOf(sort)] },
    state: { columnVisibility: look.visibility },
    onColumnVisibilityChange: look.setVisibility,
    enableSortingRemoval: false,
  });
  const shown = table.getRowModel().rows;
  return (
    <>
      <TableMenu
        name={name}
        columns={columns}
        look={look}
        rows={() => shown.map(({ original }) => original)}
        tools={tools}
      />
      <Table.ScrollContainer
        minWidth={table.getFlatHeaders().length * COLUMN_PX}
        tabIndex={0}
        role="region"
        aria-label={name}
      >
        <Table highlightOnHover verticalSpacing={look.isDense ? 3 : 7} stickyHeader aria-rowcount={shown.length}>
          <Table.Thead>
            <Table.Tr>
              {table.getFlatHeaders().map((header) => {
                const column = columns.find(({ id }) => id === header.column.id);
                return column && <HeaderCell key={header.id} column={column} sorting={header.column} />;
              })}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr
                key={row.id}
                {...(row.id === selectedKey && { 'aria-selected': true, className: 'selected-row' })}
              >
                {row.getVisibleCells().map((cell) => {
                  const column = columns.find(({ id }) => id === cell.column.id);
                  return column && <BodyCell key={cell.id} column={column} row={row.original} />;
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function definitionOf<Row extends object>({ id, value, isNumeric, isAction }: Column<Row>, isSorted: boolean) {
  return {
    id,
    accessorFn: (row: Row) => value(row) ?? undefined,
    enableSorting: !isSorted && isAction !== true,
    sortDescFirst: isNumeric === true,
    sortUndefined: 'last' as const,
  };
}

function sortingOf(sort: string): { id: string; desc: boolean } {
  return { id: sort.replace(/^-/, ''), desc: sort.startsWith('-') };
}

interface Sorting {
  readonly getCanSort: () => boolean;
  readonly getIsSorted: () => false | 'asc' | 'desc';
  readonly toggleSorting: () => void;
}

function HeaderCell<Row extends object>({
  column,
  sorting,
}: {
  readonly column: Column<Row>;
  readonly sorting: Sorting;
}): ReactElement {
  const { header, isNumeric, isAction } = column;
  const direction = sorting.getIsSorted();
  const sorted = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none';
  return (
    <Table.Th ta={isNumeric === true ? 'right' : 'left'} {...(sorting.getCanSort() && { 'aria-sort': sorted })}>
      {isAction === true ? (
        <VisuallyHidden>{header}</VisuallyHidden>
      ) : sorting.getCanSort() ? (
        <UnstyledButton
          fw={700}
          fz="sm"
          onClick={() => {
            sorting.toggleSorting();
          }}
        >
          {header}
          <span aria-hidden>{direction === 'asc' ? ' ▲' : direction === 'desc' ? ' ▼' : ''}</span>
        </UnstyledButton>
      ) : (
        header
      )}
    </Table.Th>
  );
}

function BodyCell<Row extends object>({
  column,
  row,
}: {
  readonly column: Column<Row>;
  readonly row: Row;
}): ReactElement {
  const { value, cell, isNumeric, isAction } = column;
  const isRight = isNumeric === true || isAction === true;
  return <Table.Td ta={isRight ? 'right' : 'left'}>{cell ? cell(row) : String(value(row) ?? '–')}</Table.Td>;
}
