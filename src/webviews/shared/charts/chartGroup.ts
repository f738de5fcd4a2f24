// Charts that lie one below the other share their horizontal scale and their crosshair: what is zoomed or pointed at in one is
// in all.

import type uPlot from 'uplot';

export interface ChartGroup {
  add(plot: () => uPlot | undefined): void;
  /** The scale of a chart has changed. */
  zoomed(plot: uPlot): void;
  /** The pointer or the keys are at another place of a chart. */
  pointed(plot: uPlot): void;
  /** A chart was made anew: it takes the part that the others show. */
  joined(plot: uPlot): void;
}

export function chartGroup(): ChartGroup {
  const members: (() => uPlot | undefined)[] = [];
  let isPointing = false;
  const othersOf = (plot: uPlot): uPlot[] =>
    members.flatMap((member) => {
      const other = member();
      return other && other !== plot ? [other] : [];
    });

  return {
    add: (plot) => void members.push(plot),
    zoomed(plot) {
      const { min, max } = plot.scales.x;
      if (min === undefined || max === undefined) return;
      for (const other of othersOf(plot)) {
        const { x } = other.scales;
        if (x.min !== min || x.max !== max) other.setScale('x', { min, max });
      }
    },
    pointed(plot) {
      if (isPointing) return;
      isPointing = true;
      const { left = -10 } = plot.cursor;
      for (const other of othersOf(plot)) other.setCursor({ left, top: left < 0 ? -10 : 10 });
      isPointing = false;
    },
    joined(plot) {
      const [other] = othersOf(plot);
      const { min, max } = other?.scales.x ?? {};
      if (min !== undefined && max !== undefined && isZoomed(other)) plot.setScale('x', { min, max });
    },
  };
}

/** Whether less is shown than there is. */
export function isZoomed({ scales, data }: uPlot): boolean {
  const { min, max } = scales.x;
  const [x] = data;
  return min !== undefined && max !== undefined && (min > x[0] || max < x[x.length - 1]);
}
