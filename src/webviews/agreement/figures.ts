// The figures of an agreement: kappa with its interval, F1 of spans, and which labels are mixed up.

import type { Agreement, SpanAgreement } from '../../protocol/agreement';
import { ENTITY_ERRORS } from '../../protocol/judgedTags';
import type { ShownAgreement } from '../../protocol/agreementView';
import { count, figure, share } from '../../protocol/figures';
import { element } from '../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../shared/plainTable';
import type { AgreementStrings } from './strings';

/** What it comes to, in a sentence. */
export function sentence({ kind, kappa, spans }: Agreement, strings: AgreementStrings): string {
  const { kappa: value, low = NaN, high = NaN } = kappa;
  const said =
    value === undefined
      ? strings.noKappa
      : strings.kappaIs(figure(value), figure(low), figure(high), strings.counted[kind]);
  return spans?.f1 === undefined ? said : `${strings.f1Is(share(spans.f1))} ${said}`;
}

export function figuresTable({ kappa, spans }: Agreement, strings: AgreementStrings): HTMLElement {
  const { kappa: value, standardError = NaN, low = NaN, high = NaN, observed, expected } = kappa;
  const line = (name: string, text: string, hint?: string): HTMLElement => row(nameCell(name, hint), numberCell(text));
  const ofKappa =
    value === undefined
      ? []
      : [
          line(strings.kappa, figure(value), strings.kappaHint),
          line(strings.interval, strings.range(figure(low), figure(high)), strings.standardErrorHint),
          line(strings.standardError, figure(standardError), strings.standardErrorHint),
        ];
  const rows = [
    ...(spans?.f1 === undefined ? [] : [line(strings.f1, share(spans.f1), strings.f1Hint)]),
    ...ofKappa,
    line(strings.observed, share(observed), strings.observedHint),
    line(strings.expected, share(expected), strings.expectedHint),
  ];
  const headings = [{ text: strings.figure }, { text: strings.value, isNumeric: true }];
  return plainTable({ label: strings.figures, kind: 'figures', headings, rows });
}

/** More labels make no table that can be drawn and read: those stand in it that are mixed up the most. */
const MOST_IN_MATRIX = 40;

/** Their numbers, in their order. */
function inMatrix(counts: readonly (readonly number[])[]): number[] {
  const apart = counts.map(() => 0);
  counts.forEach((line, i) =>
    line.forEach((each, j) => {
      if (i === j) return;
      apart[i] += each;
      apart[j] += each;
    }),
  );
  const most = [...apart.keys()].sort((a, b) => apart[b] - apart[a] || a - b);
  return most.slice(0, MOST_IN_MATRIX).sort((a, b) => a - b);
}

/** Rows: the first person; columns: the other one. What both say alike is marked. */
export function matrix({ names: all, counts: every, files }: ShownAgreement, strings: AgreementStrings): HTMLElement {
  const shown = inMatrix(every);
  const names = shown.map((i) => all[i]);
  const counts = shown.map((i) => shown.map((j) => every[i][j]));
  const most = Math.max(1, ...counts.flatMap((line, i) => line.filter((_, j) => i !== j)));
  const rows = names.map((name, i) => {
    const cells = names.map((other, j) => {
      const said = `${files[0]}: ${name}, ${files[1]}: ${other}`;
      const one = element('td', { class: i === j ? 'number same' : 'number', text: count(counts[i][j]), title: said });
      one.style.setProperty('--share', String(i === j ? 0 : counts[i][j] / most));
      return one;
    });
    return row(nameCell(name), ...cells);
  });
  const headings = [{ text: '' }, ...names.map((text) => ({ text, isNumeric: true }))];
  const cut = names.length < all.length ? ` ${strings.mostMixed(count(names.length), count(all.length))}` : '';
  const label = `${strings.table(...files)}${cut}`;
  const table = plainTable({ label, kind: 'figures matrix', headings, rows });
  return element('section', {}, element('h2', { text: label }), scrollable(label, table));
}

export function typesTable(spans: SpanAgreement, strings: AgreementStrings): HTMLElement {
  const rows = spans.types.map(({ type, f1, both, spans: [first, other] }) =>
    row(nameCell(type), numberCell(share(f1)), cell(strings.spansOf(count(both), count(first), count(other)))),
  );
  const headings = [{ text: strings.type }, { text: strings.f1, isNumeric: true }, { text: strings.spans }];
  const errors = ENTITY_ERRORS.filter((kind) => spans.errors[kind] > 0);
  const said = errors.map((kind) => strings.errors[kind](count(spans.errors[kind])));
  return element(
    'section',
    {},
    element('h2', { text: strings.types }),
    plainTable({ label: strings.types, kind: 'figures', headings, rows }),
    ...(said.length > 0 ? [element('p', { class: 'note', text: `${strings.apartBy}: ${said.join(', ')}` })] : []),
  );
}
