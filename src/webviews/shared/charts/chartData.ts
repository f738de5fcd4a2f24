// What a chart shows: curves over one axis.

import type { AxisFormat } from './axisFormat';

export interface Curve {
  label: string;
  /** A theme colour. */
  color: string;
  /** Thin and faint for what is only background. */
  strength: 'faint' | 'strong';
  /** Told apart by shape too. */
  shape: 'line' | 'dashes' | 'dots';
  values: readonly (number | null)[];
}

export interface ChartData {
  x: readonly number[];
  curves: readonly Curve[];
  xTitle: string;
  logarithmic: boolean;
  /** Equal distances to the right mean equal ratios. */
  isLogarithmicX?: boolean;
  /** What values can be: the axis goes no further. */
  bounds?: readonly [least: number, most: number];
  format: AxisFormat;
  /** Places that are marked: where the best checkpoint was kept. */
  marks?: readonly ChartMark[];
}

export interface ChartMark {
  place: number;
  /** Written beside it. */
  label?: string;
}
