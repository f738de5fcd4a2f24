// The texts on which two people part: a list, and below it the chosen one as a whole, with what each says.

import type { Disagreement } from '../../protocol/agreement';
import type { ShownAgreement } from '../../protocol/agreementView';
import { count } from '../../protocol/figures';
import type { TokenSpan } from '../../protocol/judgedTags';
import type { Column } from '../shared/column';
import { numberColumn } from '../shared/column';
import { button } from '../shared/controls';
import { element, say } from '../shared/element';
import { entityNodes, jointOf, lackedBy, lookOf } from '../shared/entityNodes';
import { type Table, table } from '../shared/table';
import type { AgreementStrings } from './strings';

const SIDES = [0, 1] as const;

export interface Disagreements {
  node: HTMLElement;
  draw(agreement: ShownAgreement): void;
  csv(): string;
}

export function disagreements(
  strings: AgreementStrings,
  reveal: (agreement: ShownAgreement, index: number, file: number) => void,
): Disagreements {
  const note = element('p', { class: 'note' });
  const place = element('div', { class: 'list' });
  const chosen = element('div', { class: 'whole-text', attributes: { role: 'region', 'aria-label': strings.chosen } });
  let rows: Table<Disagreement> | undefined;
  const node = element(
    'section',
    { class: 'apart' },
    element('h2', { text: strings.disagreements }),
    note,
    place,
    chosen,
  );

  function choose(agreement: ShownAgreement, one: Disagreement): void {
    const { files, canReveal, spans, disagreements: all } = agreement;
    const types = spans?.types.map(({ type }) => type) ?? [];
    const index = all.indexOf(one);
    const terms = SIDES.flatMap((side) => {
      const text = strings.open(files[side], count(one.lines[side]));
      const way = canReveal[side]
        ? button({ label: text, hint: strings.openHint, onClick: () => reveal(agreement, index, side) })
        : element('span', { class: 'note', text });
      return [element('dt', {}, way), element('dd', {}, ...judged(one, side, types))];
    });
    const words = one.tokens ? [] : [element('p', { class: 'words', text: one.text })];
    chosen.replaceChildren(...words, element('dl', {}, ...terms));
  }

  /** Spans that the other one has not are marked as wrong ones are elsewhere. */
  function judged(
    { labels, tokens = [], spans }: Disagreement,
    side: 0 | 1,
    types: readonly string[],
  ): (Node | string)[] {
    if (labels) return [labels[side]];
    const [own, others] = [spans?.[side] ?? [], spans?.[1 - side] ?? []];
    const drawn = { tokens, spans: own, look: lookOf(types), isWrong: lackedBy(others) };
    return entityNodes(drawn, jointOf(tokens));
  }

  return {
    node,
    draw(agreement) {
      const { disagreements: all, apart, files } = agreement;
      const sides = SIDES.map((side): Column<Disagreement> => ({
        ...{ id: `side${side}`, title: files[side], least: 10 },
        text: (one) => inWords(one, side, strings),
      }));
      rows = table<Disagreement>({
        ...{ label: strings.disagreements, empty: strings.none, stacks: true, onPick: (one) => choose(agreement, one) },
        columns: [
          { id: 'text', title: strings.text, least: 16, text: ({ text }) => text },
          ...sides,
          numberColumn({ id: 'line', title: strings.line, value: ({ lines }) => lines[0], as: count }),
        ],
      });
      place.replaceChildren(rows.node);
      rows.setRows(all);
      say(note, all.length < apart ? strings.apart(count(all.length), count(apart)) : '');
      chosen.replaceChildren(...(all.length > 0 ? [element('p', { class: 'note', text: strings.noChosen })] : []));
    },
    csv: () => rows?.csv() ?? '',
  };
}

function inWords({ labels, tokens = [], spans }: Disagreement, side: 0 | 1, strings: AgreementStrings): string {
  if (labels) return labels[side];
  const words = ({ type, start, end }: TokenSpan): string => `${type} ${tokens.slice(start, end).join(' ')}`;
  return spans?.[side].map(words).join('; ') || strings.noSpans;
}
