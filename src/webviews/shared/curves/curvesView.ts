// The picture of the run's view: its charts, and their twin as tables.

import type { RunCurves } from '../../../protocol/views';
import { element, show } from '../element';
import type { CurvesStrings } from './strings';
import { type BestPlace, CurveCharts, type ChartSettings } from './curveCharts';
import { CurveTables } from './curveTables';

interface CurveOptions extends ChartSettings {
  asTable: boolean;
}

export interface CurvesView {
  node: HTMLElement;
  /** @param best where the best checkpoint was kept */
  draw(curves: RunCurves, options: CurveOptions, best?: BestPlace): void;
  /** For saving: the charts as they were drawn last, or the table of steps. */
  content(kind: 'png' | 'csv', curves: RunCurves): string;
}

export function curvesView(strings: CurvesStrings): CurvesView {
  const charts = new CurveCharts(strings);
  const tables = new CurveTables(strings);
  const empty = element('p', { class: 'empty', text: strings.noCurve });
  let isOfWords = false;

  function arrange({ steps }: RunCurves): void {
    if (isOfWords || !steps.wordsPerSecond) return;
    isOfWords = true;
    charts.setOfWords();
    tables.setOfWords();
  }

  return {
    node: element('section', { class: 'picture' }, empty, charts.node, tables.node),
    draw(curves, { asTable, ...settings }, best) {
      const isEmpty = curves.steps.total === 0 && curves.epochs.length === 0;
      show(empty, isEmpty);
      show(charts.node, !isEmpty && !asTable);
      show(tables.node, !isEmpty && asTable);
      if (isEmpty) return;
      arrange(curves);
      if (asTable) tables.draw(curves);
      else charts.draw(curves, settings, best);
    },
    content(kind, curves) {
      if (kind === 'png') return charts.png();
      arrange(curves);
      tables.draw(curves);
      return tables.csv();
    },
  };
}
