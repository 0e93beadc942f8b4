import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Column } from './column';

type Visibility = Record<string, boolean>;

export interface TableLook {
  readonly visibility: Visibility;
  readonly setVisibility: (next: Visibility | ((before: Visibility) => Visibility)) => void;
  readonly isDense: boolean;
  readonly setIsDense: (isDense: boolean) => void;
}

/** Which columns a person wants and how close the rows are, remembered in this browser. */
export function useTableLook<Row>(name: string, columns: readonly Column<Row>[]): TableLook {
  const defaultValue = useMemo(
    () => Object.fromEntries(columns.map(({ id, isExtra }) => [id, isExtra !== true])),
    [columns],
  );
  const [visibility, setVisibility] = useLocalStorage<Visibility>({ key: `gophergate.columns.${name}`, defaultValue });
  const [isDense, setIsDense] = useLocalStorage({ key: 'gophergate.dense', defaultValue: false });
  return { visibility: { ...defaultValue, ...visibility }, setVisibility, isDense, setIsDense };
}
