// The lattice of a sentence: how probable each tag (row) of each token (column) is, the chosen tags framed; of long sentences a part.

import type { TagLattice } from '../../protocol/answer';
import { count, share } from '../../protocol/figures';
import { legend, sequentialScale } from '../shared/colorScale';
import { button } from '../shared/controls';
import { element, show } from '../shared/element';
import { row, scrollable } from '../shared/plainTable';
import type { TagsStrings } from './strings';

/** Columns that are drawn at once. */
const TOKENS_AT_ONCE = 40;

/** Less is not written into a cell. */
const LEAST_WRITTEN = 0.005;

export function latticeNodes(lattice: TagLattice, tokens: readonly string[], strings: TagsStrings): Node[] {
  const picture = element('div');
  const note = element('span', { class: 'note', attributes: { role: 'status' } });
  let from = 0;
  const move = (by: number) => (): void => {
    from = Math.max(0, Math.min(tokens.length - 1, from + by));
    draw();
  };
  const earlier = button({ label: strings.earlier, onClick: move(-TOKENS_AT_ONCE) });
  const later = button({ label: strings.later, onClick: move(TOKENS_AT_ONCE) });
  const parts = element('div', { class: 'row parts' }, note, earlier, later);

  function draw(): void {
    const to = Math.min(tokens.length, from + TOKENS_AT_ONCE);
    picture.replaceChildren(scrollable(strings.latticeLabel, latticeTable(lattice, tokens, { from, to }, strings)));
    note.textContent = strings.part(count(from + 1), count(to), count(tokens.length));
    show(earlier, from > 0);
    show(later, to < tokens.length);
    show(parts, tokens.length > TOKENS_AT_ONCE);
  }

  draw();
  const percent = (value: number): string => share(value);
  const scale = legend(sequentialScale(0, 1), percent, strings.probability);
  return [parts, picture, scale, element('p', { class: 'note', text: strings.latticeHint })];
}

function latticeTable(
  { tags, probabilities, path }: TagLattice,
  tokens: readonly string[],
  { from, to }: { from: number; to: number },
  strings: TagsStrings,
): HTMLElement {
  const scale = sequentialScale(0, 1);
  const columns = Array.from({ length: to - from }, (_, i) => from + i);
  const head = columns.map((t) =>
    element('th', { text: tokens[t].trim() === '' ? '␣' : tokens[t], title: tokens[t], attributes: { scope: 'col' } }),
  );
  const rows = tags.map((tag, number) =>
    row(
      element('th', { text: tag, title: tag, attributes: { scope: 'row' } }),
      ...columns.map((t) => {
        const probability = probabilities[t * tags.length + number];
        const isChosen = path[t] === number;
        const said = strings.cell(tokens[t], tag, share(probability));
        const cell = element('td', {
          class: isChosen ? 'chosen' : '',
          text: probability >= LEAST_WRITTEN ? String(Math.round(probability * 100)) : '',
          title: isChosen ? `${said}, ${strings.chosenTag}` : said,
        });
        cell.style.background = scale.color(probability);
        cell.style.color = scale.ink(probability);
        return cell;
      }),
    ),
  );
  return element(
    'table',
    { class: 'lattice', attributes: { 'aria-label': strings.latticeLabel } },
    element('thead', {}, row(element('td', { text: strings.tag }), ...head)),
    element('tbody', {}, ...rows),
  );
}
