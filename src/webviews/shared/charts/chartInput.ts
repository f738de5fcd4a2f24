// What hands do in a chart besides uPlot's own dragging and double click: arrows go from point to point, Ctrl/Cmd and the wheel
// zoom.

import type uPlot from 'uplot';

export interface ChartInputOptions {
  node: HTMLElement;
  plot(): uPlot | undefined;
  x(): readonly number[];
  /** Keys have gone to another point. */
  onPoint(): void;
}

const DIRECTIONS = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
]);

export function handleChartInput(options: ChartInputOptions): void {
  const { node, plot, x } = options;
  node.addEventListener('keydown', (event) => {
    const shown = plot();
    if (!shown || x().length === 0) return;
    const direction = DIRECTIONS.get(event.key);
    if (event.key === 'Escape') shown.setCursor({ left: -10, top: -10 });
    else if (direction !== undefined) goBy(direction, shown, options);
    else return;
    event.preventDefault();
  });
  const turn = (event: WheelEvent): void => {
    const shown = plot();
    if (!shown || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    zoom(shown, x(), event);
  };
  node.addEventListener('wheel', turn, { passive: false });
}

/** To the next point or the one before; from outside to the first or the last. */
function goBy(direction: number, plot: uPlot, { x, onPoint }: ChartInputOptions): void {
  const last = x().length - 1;
  const from = plot.cursor.idx ?? (direction < 0 ? last + 1 : -1);
  const to = Math.max(0, Math.min(last, from + direction));
  plot.setCursor({ left: plot.valToPos(x()[to], 'x'), top: 10 });
  onPoint();
}

/** Around the pointer, no further out than the whole. */
function zoom(plot: uPlot, x: readonly number[], { clientX, deltaY }: WheelEvent): void {
  const { min, max } = plot.scales.x;
  if (min === undefined || max === undefined || x.length < 2) return;
  const at = plot.posToVal(clientX - plot.over.getBoundingClientRect().left, 'x');
  const factor = deltaY < 0 ? 0.8 : 1.25;
  plot.setScale('x', {
    min: Math.max(x[0], at - (at - min) * factor),
    max: Math.min(x[x.length - 1], at + (max - at) * factor),
  });
}
