// The confusion matrix with counts and shares, and the figures by label below it.

import { count, share } from '../../protocol/figures';
import { metricText } from '../../protocol/metrics';
import type { RunDetails } from '../../protocol/views';
import { element } from '../shared/element';
import type { RunStrings } from './strings';

type Evaluation = NonNullable<RunDetails['evaluation']>;

/** More labels than this make no picture; the figures by label still hold all. */
const MOST_LABELS = 30;
/** What is told of each label. */
const FIGURES = ['precision', 'recall', 'f1'] as const;

export function confusionView(evaluation: Evaluation | undefined, strings: RunStrings): Node[] {
  if (!evaluation) return [element('p', { class: 'empty', text: strings.noEvaluation })];
  const { source, count: texts, labels } = evaluation;
  const summary = [
    strings.evaluated(source, count(texts)),
    ...(['accuracy', 'macroF1', 'loss'] as const).map(
      (name) => `${strings.metrics.label(name)} ${metricText(name, evaluation[name])}`,
    ),
  ].join(' · ');
  const shown = Math.min(labels.length, MOST_LABELS);
  return [
    element('p', { class: 'summary', text: summary }),
    element(
      'div',
      { class: 'scroll', attributes: { tabindex: '0', role: 'group', 'aria-label': strings.confusionLabel } },
      matrix(evaluation, shown, strings),
    ),
    legend(strings),
    ...(shown < labels.length
      ? [element('p', { class: 'note', text: strings.classesShown(shown, labels.length) })]
      : []),
    element('h2', { text: strings.perClass }),
    element(
      'div',
      { class: 'scroll', attributes: { tabindex: '0', role: 'group', 'aria-label': strings.perClass } },
      classes(evaluation, strings),
    ),
  ];
}

function matrix({ labels, confusion }: Evaluation, shown: number, strings: RunStrings): HTMLElement {
  const names = labels.slice(0, shown);
  const corner = element('td', { class: 'corner', text: `${strings.actual} ↓  ${strings.predicted} →` });
  const head = names.map((name) => element('th', { text: name, title: name, attributes: { scope: 'col' } }));
  const rows = names.map((name, actual) => {
    const total = confusion[actual].reduce((sum, n) => sum + n, 0);
    const cells = names.map((other, predicted) => {
      const n = confusion[actual][predicted];
      const part = total === 0 ? 0 : n / total;
      const title = `${strings.actual} ${name}, ${strings.predicted} ${other}: ${count(n)}, ${share(part)}`;
      const cell = element(
        'td',
        { class: 'cell', title },
        element('b', { text: count(n) }),
        element('small', { text: total === 0 ? '–' : share(part) }),
      );
      cell.style.setProperty('--share', String(part));
      if (actual === predicted) cell.classList.add('right');
      return cell;
    });
    return element('tr', {}, element('th', { text: name, title: name, attributes: { scope: 'row' } }), ...cells);
  });
  const label = { 'aria-label': strings.confusionLabel };
  return element(
    'table',
    { class: 'confusion', attributes: label },
    element('thead', {}, element('tr', {}, corner, ...head)),
    element('tbody', {}, ...rows),
  );
}

function legend(strings: RunStrings): HTMLElement {
  const steps = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const step = element('span', { class: 'cell', text: share(part) });
    step.style.setProperty('--share', String(part));
    return step;
  });
  return element('p', { class: 'legend' }, ...steps, element('span', { text: strings.shareLegend }));
}

function classes({ classes: all }: Evaluation, strings: RunStrings): HTMLElement {
  const head: [string, string | undefined][] = [
    [strings.label, undefined],
    ...FIGURES.map((name): [string, string | undefined] => [strings.metrics.heading(name), strings.metrics.hint(name)]),
    [strings.count, undefined],
  ];
  const titles = head.map(([text, title], i) =>
    element('th', { text, title, class: i === 0 ? '' : 'number', attributes: { scope: 'col' } }),
  );
  const rows = all.map(({ label, support, ...figures }) =>
    element(
      'tr',
      {},
      element('th', { text: label, title: label, attributes: { scope: 'row' } }),
      ...[...FIGURES.map((name) => metricText(name, figures[name])), count(support)].map((text) =>
        element('td', { class: 'number', text }),
      ),
    ),
  );
  return element(
    'table',
    { class: 'plain' },
    element('thead', {}, element('tr', {}, ...titles)),
    element('tbody', {}, ...rows),
  );
}
