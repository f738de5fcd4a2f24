// The same as the pictures, as one table.

import { count, figure } from '../../protocol/figures';
import type { WatchedRun } from '../../protocol/gradientsView';
import type { Column } from '../shared/column';
import { type Table, table } from '../shared/table';
import type { GradientsStrings } from './strings';
import { ofTensor, parameterFigure, type ParameterFigure, type Section } from './watchedFigures';

interface NumberRow {
  run: string;
  step: number;
  what: string;
  place: number | undefined;
  value: number;
}

export interface Shown {
  section: Section;
  tensor: string;
  figure: ParameterFigure;
}

/** Of a picture; histograms by the middle of their bins. */
export function numberRows(runs: readonly WatchedRun[], shown: Shown, strings: GradientsStrings): NumberRow[] {
  return runs.flatMap(({ name: run, lines }) =>
    lines.flatMap((line): NumberRow[] => {
      const row = (what: string, place: number | undefined, value: number): NumberRow => ({
        ...{ run, step: line.step, what, place, value },
      });
      const { section, tensor: key } = shown;
      if (section === 'parameters')
        return Object.entries(line.parameters ?? {}).map(([name, norms]) =>
          row(name, undefined, parameterFigure(norms, shown.figure)),
        );
      if (section === 'steps') {
        const found = ofTensor(line, section, key);
        if (!found) return [];
        const title = strings.tensorTitle(found);
        return found.norms.map((norm, i) => row(title, i * found.stride, norm));
      }
      if (section === 'attention') {
        const found = ofTensor(line, section, key);
        return (found?.entropies ?? []).map((entropy, head) => row(strings.head(head), undefined, entropy));
      }
      const found = ofTensor(line, section, key);
      if (!found) return [];
      const width = (found.range[1] - found.range[0]) / found.counts.length;
      const total = found.counts.reduce((a, b) => a + b, 0) || 1;
      return [
        ...(found.dead === undefined ? [] : [row(strings.dead, undefined, found.dead)]),
        ...(found.saturated
          ? [row(strings.shut, undefined, found.saturated[0]), row(strings.open, undefined, found.saturated[1])]
          : []),
        ...found.counts.map((one, bin) =>
          row(strings.shareOfValues, found.range[0] + (bin + 0.5) * width, one / total),
        ),
      ];
    }),
  );
}

export function numbersTable(strings: GradientsStrings): Table<NumberRow> {
  const columns: Column<NumberRow>[] = [
    { id: 'run', title: strings.table.run, least: 10, text: ({ run }) => run },
    { id: 'step', title: strings.step, numeric: true, text: ({ step }) => count(step), sortBy: ({ step }) => step },
    { id: 'what', title: strings.table.what, least: 14, text: ({ what }) => what },
    {
      ...{ id: 'place', title: strings.table.place, numeric: true, width: 10 },
      text: ({ place }) => (place === undefined ? '' : figure(place)),
      sortBy: ({ place }) => place ?? -Infinity,
    },
    {
      id: 'value',
      title: strings.value,
      numeric: true,
      width: 12,
      text: ({ value }) => figure(value),
      sortBy: ({ value }) => value,
    },
  ];
  return table<NumberRow>({ label: strings.table.label, columns, empty: strings.table.empty });
}
