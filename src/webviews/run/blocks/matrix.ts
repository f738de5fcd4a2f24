// A matrix of counts over the same names in rows and columns: each cell with its share of its row, which is its colour too.

import { count, share } from '../../../protocol/figures';
import { element } from '../../shared/element';
import { growing } from '../../shared/growing';
import { nameCell, row, scrollable } from '../../shared/plainTable';
import type { BlockContext, BlockDrawing } from './block';
import type { BlockOf } from './blockKinds';
import { examplesOf } from './cells';

/** Names that are drawn unasked. */
const FIRST_NAMES = 30;
const LEGEND = [0, 0.25, 0.5, 0.75, 1];

export const drawMatrix: BlockDrawing<'matrix'> = (block, context) => {
  const { strings, translate } = context;
  const label = translate(block.label);
  return [
    growing({
      ...{ strings: strings.answers.growing, total: block.names.length, first: FIRST_NAMES },
      draw: (shown) => [scrollable(label, matrixTable(block, shown, context))],
    }),
    legend(translate(block.share)),
  ];
};

function matrixTable(block: BlockOf<'matrix'>, shown: number, context: BlockContext): HTMLElement {
  const { translate } = context;
  const names = block.names.slice(0, shown);
  const corner = element('td', { class: 'corner', text: `${translate(block.rows)} ↓  ${translate(block.columns)} →` });
  const head = names.map((name) => element('th', { text: name, title: name, attributes: { scope: 'col' } }));
  const body = names.map((name, i) =>
    row(nameCell(name, name), ...names.map((_, j) => cellNode(block, [i, j], context))),
  );
  return element(
    'table',
    { class: 'matrix', attributes: { 'aria-label': translate(block.label) } },
    element('thead', {}, row(corner, ...head)),
    element('tbody', {}, ...body),
  );
}

/** Its count and its share of the row; a button where the examples that it counts are listed. */
function cellNode(block: BlockOf<'matrix'>, [i, j]: [number, number], context: BlockContext): HTMLElement {
  const { translate, strings, report, cells, onSection } = context;
  const { names, counts } = block;
  const total = counts[i].reduce((sum, n) => sum + n, 0);
  const part = total === 0 ? 0 : counts[i][j] / total;
  const of = strings.ofCell(translate(block.rows), names[i], translate(block.columns), names[j]);
  const title = `${of}: ${count(counts[i][j])}, ${share(part)}`;
  const texts = [
    element('b', { text: count(counts[i][j]) }),
    ' ', // two words to who listens
    element('small', { text: total === 0 ? '–' : share(part) }),
  ];
  const listed = i === j || counts[i][j] === 0 ? undefined : examplesOf(report, block);
  const cell = element('td', { class: i === j ? 'cell right' : 'cell', title });
  cell.style.setProperty('--share', String(part));
  if (!listed) cell.append(...texts);
  else {
    const hint = `${title}\n${strings.cellHint}`;
    const press = element('button', { title: hint, attributes: { type: 'button', 'aria-label': title } }, ...texts);
    press.addEventListener('click', () => {
      cells.choose(listed.block, { matrix: block, row: names[i], column: names[j], count: counts[i][j] });
      onSection(listed.section);
    });
    cell.append(press);
  }
  return cell;
}

function legend(meaning: string): HTMLElement {
  const steps = LEGEND.map((part) => {
    const step = element('span', { class: 'cell', text: share(part) });
    step.style.setProperty('--share', String(part));
    return step;
  });
  return element('p', { class: 'legend' }, ...steps, element('span', { text: meaning }));
}
