// The charts beside the table, each a section of the panel at the side. Only the one that is seen is drawn.

import type { ChartPart, ChartsOptions } from './chartPart';
import { contourChart } from './contourChart';
import { curvesChart } from './curvesChart';
import { importanceChart } from './importanceChart';
import { parallelChart } from './parallelChart';
import { scatterChart } from './scatterChart';

const PARTS: readonly ((options: ChartsOptions) => ChartPart)[] = [
  curvesChart,
  scatterChart,
  contourChart,
  parallelChart,
  importanceChart,
];

export function chartSections(options: ChartsOptions) {
  const parts = PARTS.map((make) => make(options));
  let seen: string | undefined;
  let latest: Parameters<ChartPart['show']> | undefined;
  const draw = (): void => {
    if (latest) parts.find(({ section }) => section.id === seen)?.show(...latest);
  };
  return {
    sections: parts.map(({ section }) => section),
    /** Undefined: none. */
    seen(section: string | undefined): void {
      seen = section;
      draw();
    },
    show(...shown: Parameters<ChartPart['show']>): void {
      latest = shown;
      draw();
    },
  };
}
