import { Paper } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactElement } from 'react';
import { EmptyState } from '../../../shared/ui/empty-state';
import type { LiveRow } from '../live-row';
import { LiveHeading, LiveLine } from './live-line';
import './live-list.css';

const ROW_PX = 30;
/** Scrolled further than this, somebody is reading. */
const READING_PX = 40;

interface LiveListProps {
  readonly rows: readonly LiveRow[];
  /** What is shown may be old. */
  readonly isStale: boolean;
  /** Somebody reads further down, or has a row in focus: rows must not run away. */
  readonly onTouch: () => void;
}

/** Newest first; only the rows in sight are drawn. */
export function LiveList({ rows, isStale, onTouch }: LiveListProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  if (rows.length === 0)
    return (
      <EmptyState title="Nothing has happened since you opened this page">
        Requests show up here as they begin. With a client’s key, one is sent by the command on the page Clients.
      </EmptyState>
    );
  return (
    <Paper withBorder>
      <div
        ref={frame}
        className="live-list"
        data-stale={isStale}
        role="table"
        aria-label="Live requests"
        aria-rowcount={rows.length}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop } }) => scrollTop > READING_PX && onTouch()}
        onFocus={({ target, currentTarget }) => target !== currentTarget && onTouch()}
      >
        <LiveHeading />
        <div role="rowgroup" style={{ height: list.getTotalSize(), position: 'relative' }}>
          {list.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return row && <LiveLine key={key} row={row} top={start} height={ROW_PX} />;
          })}
        </div>
      </div>
    </Paper>
  );
}
