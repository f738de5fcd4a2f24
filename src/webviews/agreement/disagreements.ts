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
import type { AgreementState } from './viewState';

const SIDES = [0, 1] as const;

export interface DisagreementsOptions {
  strings: AgreementStrings;
  state: Readonly<AgreementState>;
  keep(change: Partial<AgreementState>): void;
  /** @param index of those of the agreement that was drawn last */
  reveal(agreement: ShownAgreement, index: number, file: number): void;
}

export interface Disagreements {
  node: HTMLElement;
  /** What is chosen, and how the list is sorted, stays: the files may have changed a little. */
  draw(agreement: ShownAgreement): void;
  csv(): string;
}

export function disagreements({ strings, state, keep, reveal }: DisagreementsOptions): Disagreements {
  const note = element('p', { class: 'note' });
  const place = element('div', { class: 'list' });
  const chosen = element('div', { class: 'whole-text', attributes: { role: 'region', 'aria-label': strings.chosen } });
  let agreement: ShownAgreement | undefined;
  let rows: Table<Disagreement> | undefined;
  /** What is drawn of the chosen text. */
  let drawn = '';
  const node = element(
    'section',
    { class: 'apart' },
    element('h2', { text: strings.disagreements }),
    note,
    element('div', { class: 'both' }, place, chosen),
  );

  function listOf({ files }: ShownAgreement): Table<Disagreement> {
    const sides = SIDES.map((side): Column<Disagreement> => ({
      ...{ id: `side${side}`, title: files[side], least: 10 },
      text: (one) => inWords(one, side, strings),
    }));
    return table<Disagreement>({
      ...{ label: strings.disagreements, empty: strings.none, stacks: true },
      order: { column: state.order, falling: state.falling },
      onOrder: (order) => keep({ order: order?.column ?? '', falling: order?.falling ?? false }),
      isChosen: ({ text }) => text === state.chosen,
      onPick({ text }) {
        keep({ chosen: text });
        rows?.setRows(agreement?.disagreements ?? []);
        drawChosen();
      },
      columns: [
        { id: 'text', title: strings.text, least: 16, text: ({ text }) => text },
        ...sides,
        numberColumn({ id: 'line', title: strings.line, value: ({ lines }) => lines[0], as: count }),
      ],
    });
  }

  /** Nothing is drawn anew where nothing else is to be seen: its buttons may have the focus. */
  function drawChosen(): void {
    if (!agreement) return;
    const { files, canReveal, spans, disagreements: all } = agreement;
    const one = all.find(({ text }) => text === state.chosen);
    const types = spans?.types.map(({ type }) => type) ?? [];
    const now = JSON.stringify([one ?? all.length > 0, types]);
    if (now === drawn) return;
    drawn = now;
    if (!one) {
      chosen.replaceChildren(...(all.length > 0 ? [element('p', { class: 'note', text: strings.noChosen })] : []));
      return;
    }
    const terms = SIDES.flatMap((side) => {
      const text = strings.open(files[side], count(one.lines[side]));
      const way = canReveal[side]
        ? button({ label: text, hint: strings.openHint, onClick: () => open(one.text, side) })
        : element('span', { class: 'note', text });
      return [element('dt', {}, way), element('dd', {}, ...judged(one, side, types))];
    });
    const words = one.tokens ? [] : [element('p', { class: 'words', text: one.text })];
    chosen.replaceChildren(...words, element('dl', {}, ...terms));
  }

  function open(text: string, side: 0 | 1): void {
    const index = agreement?.disagreements.findIndex((one) => one.text === text) ?? -1;
    if (agreement && index >= 0) reveal(agreement, index, side);
  }

  /** Spans that the other one has not are marked as wrong ones are elsewhere. */
  function judged(
    { labels, tokens = [], spans }: Disagreement,
    side: 0 | 1,
    types: readonly string[],
  ): (Node | string)[] {
    if (labels) return [labels[side]];
    const [own, others] = [spans?.[side] ?? [], spans?.[1 - side] ?? []];
    return entityNodes({ tokens, spans: own, look: lookOf(types), isWrong: lackedBy(others) }, jointOf(tokens));
  }

  return {
    node,
    draw(now) {
      agreement = now;
      if (!rows) place.replaceChildren((rows = listOf(now)).node);
      const { disagreements: all, apart } = now;
      rows.setRows(all);
      say(note, all.length < apart ? strings.apart(count(all.length), count(apart)) : '');
      drawChosen();
    },
    csv: () => rows?.csv() ?? '',
  };
}

function inWords({ labels, tokens = [], spans }: Disagreement, side: 0 | 1, strings: AgreementStrings): string {
  if (labels) return labels[side];
  const words = ({ type, start, end }: TokenSpan): string => `${type} ${tokens.slice(start, end).join(' ')}`;
  return spans?.[side].map(words).join('; ') || strings.noSpans;
}
