// What parallel text says of a sequence-to-sequence run: its figures with their intervals, and outputs beside references.

import { count } from '../../protocol/figures';
import { metricInTable, metricText } from '../../protocol/metrics';
import { COMPARED_FIGURES, comparedFigures } from '../../protocol/translation';
import type { ShownTranslation } from '../../protocol/views';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { RunStrings } from './strings';

type Example = ShownTranslation['examples'][number];

export interface TranslationView {
  figures: HTMLElement;
  outputs: HTMLElement;
  draw(report: ShownTranslation | undefined): void;
}

export function translationView(strings: RunStrings): TranslationView {
  const figures = element('div', { class: 'evaluation' });
  const note = element('p', { class: 'note' });
  const rows = table<Example>({
    label: strings.outputs,
    empty: strings.noOutputs,
    columns: [
      { id: 'source', title: strings.source, least: 20, text: (row) => row.source },
      { id: 'output', title: strings.output, least: 20, text: (row) => row.output },
      { id: 'reference', title: strings.reference, least: 20, text: (row) => row.reference },
      {
        ...{ id: 'bleu', title: strings.metrics.heading('bleu'), hint: strings.sentenceBleuHint, numeric: true },
        text: (row) => row.bleu.toFixed(1),
        sortBy: (row) => row.bleu,
      },
      {
        ...{ id: 'line', title: strings.line, numeric: true },
        text: (row) => (row.line === undefined ? '–' : count(row.line)),
        sortBy: (row) => row.line ?? 0,
      },
    ],
  });
  return {
    figures,
    outputs: element('div', { class: 'fill' }, note, rows.node),
    draw(report) {
      figures.replaceChildren(...(report ? figuresOf(report, strings) : [nothing(strings)]));
      rows.setRows(report?.examples ?? []);
      rows.node.hidden = !report;
      const shown = report && strings.outputsShown(count(report.examples.length), count(report.count));
      say(note, shown ?? strings.noTranslationEvaluation);
    },
  };
}

const nothing = (strings: RunStrings): HTMLElement =>
  element('p', { class: 'empty', text: strings.noTranslationEvaluation });

function figuresOf(report: ShownTranslation, strings: RunStrings): Node[] {
  const { loss, precisions, brevityPenalty, systemLength, referenceLength } = report;
  const { metrics } = strings;
  const figures = comparedFigures(report);
  const body = COMPARED_FIGURES.map((name) => {
    const { value, low, high } = figures[name];
    const title = name === 'bleu' ? report.signature : metrics.hint(name);
    return element(
      'tr',
      {},
      element('th', { text: metrics.heading(name), title, attributes: { scope: 'row' } }),
      ...[value, low, high].map((each) => element('td', { class: 'number', text: metricInTable(name, each) })),
    );
  });
  const titles = [strings.figure, strings.value, strings.from, strings.to].map((text, i) =>
    element('th', {
      ...{ text, class: i === 0 ? '' : 'number', attributes: { scope: 'col' } },
      title: i < 2 ? undefined : strings.intervalHint,
    }),
  );
  const lengths = strings.translationLengths(count(systemLength), count(referenceLength), brevityPenalty.toFixed(3));
  return [
    element('p', { class: 'summary', text: strings.pairsOf(report.source, count(report.count)) }),
    element(
      'table',
      { class: 'plain', attributes: { 'aria-label': strings.translationFigures } },
      element('thead', {}, element('tr', {}, ...titles)),
      element('tbody', {}, ...body),
    ),
    element('p', { class: 'note', text: `${metrics.label('loss')} ${metricText('loss', loss)}` }),
    element('p', { class: 'note', text: strings.precisionsOf(precisions.map((each) => each.toFixed(1)).join(' / ')) }),
    element('p', { class: 'note', text: lengths }),
    element('p', { class: 'note', text: strings.signatureOf(report.signature) }),
  ];
}
