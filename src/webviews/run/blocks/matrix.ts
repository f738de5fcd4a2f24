// A matrix of counts over the same names in rows and columns: each cell with its share of its row, which is its colour too.

import { count, share } from '../../../protocol/figures';
import type { Translate } from '../../shared/connect';
import { element } from '../../shared/element';
import { nameCell, row, scrollable } from '../../shared/plainTable';
import type { BlockDrawing, BlockOf } from './block';

/** More names than this make no picture. */
const MOST_NAMES = 30;
const LEGEND = [0, 0.25, 0.5, 0.75, 1];

export const drawMatrix: BlockDrawing<'matrix'> = (block, { strings, translate }) => {
  const { names } = block;
  const label = translate(block.label);
  const shown = Math.min(names.length, MOST_NAMES);
  const note = element('p', { class: 'note', text: strings.namesShown(shown, names.length) });
  return [
    scrollable(label, matrixTable(block, { label, shown, translate })),
    legend(translate(block.share)),
    ...(shown < names.length ? [note] : []),
  ];
};

interface MatrixOptions {
  label: string;
  shown: number;
  translate: Translate;
}

function matrixTable(block: BlockOf<'matrix'>, { label, shown, translate }: MatrixOptions): HTMLElement {
  const names = block.names.slice(0, shown);
  const [rows, columns] = [translate(block.rows), translate(block.columns)];
  const corner = element('td', { class: 'corner', text: `${rows} ↓  ${columns} →` });
  const head = names.map((name) => element('th', { text: name, title: name, attributes: { scope: 'col' } }));
  const body = names.map((name, i) => {
    const counts = block.counts[i];
    const total = counts.reduce((sum, n) => sum + n, 0);
    const cells = names.map((other, j) => {
      const part = total === 0 ? 0 : counts[j] / total;
      const title = `${rows} ${name}, ${columns} ${other}: ${count(counts[j])}, ${share(part)}`;
      const cell = element(
        'td',
        { class: i === j ? 'cell right' : 'cell', title },
        element('b', { text: count(counts[j]) }),
        element('small', { text: total === 0 ? '–' : share(part) }),
      );
      cell.style.setProperty('--share', String(part));
      return cell;
    });
    return row(nameCell(name, name), ...cells);
  });
  return element(
    'table',
    { class: 'matrix', attributes: { 'aria-label': label } },
    element('thead', {}, row(corner, ...head)),
    element('tbody', {}, ...body),
  );
}

function legend(meaning: string): HTMLElement {
  const steps = LEGEND.map((part) => {
    const step = element('span', { class: 'cell', text: share(part) });
    step.style.setProperty('--share', String(part));
    return step;
  });
  return element('p', { class: 'legend' }, ...steps, element('span', { text: meaning }));
}
