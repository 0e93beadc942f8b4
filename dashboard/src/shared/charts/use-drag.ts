import type { Chart } from 'chart.js';
import { useRef, type PointerEvent } from 'react';

interface Drag {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
}

/** Dragging over a chart picks a stretch of its buckets. */
export function useDrag(chartOf: () => Chart<'bar'> | null, onPick?: (first: number, last: number) => void): Drag {
  const start = useRef<number | null>(null);
  const bucketAt = (event: PointerEvent<HTMLElement>): number | null => {
    const chart = chartOf();
    const scale = chart?.scales['x'];
    if (!chart || !scale) return null;
    const { left } = event.currentTarget.getBoundingClientRect();
    const index = Number(scale.getValueForPixel(event.clientX - left));
    return Math.max(0, Math.min(index, (chart.data.labels?.length ?? 1) - 1));
  };
  return {
    onPointerDown: (event) => {
      start.current = bucketAt(event);
    },
    onPointerUp: (event) => {
      const [first, last] = [start.current, bucketAt(event)];
      start.current = null;
      if (first !== null && last !== null && first !== last) onPick?.(Math.min(first, last), Math.max(first, last));
    },
  };
}
