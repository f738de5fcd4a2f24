// The view of runs compared on the same data: what it comes to, the figures, what differs, and the examples side by side.

import { comparedMetrics } from '../../protocol/comparedSystems';
import type { ComparisonViewContract, RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { MetricName } from '../../protocol/metrics';
import { choiceList } from '../shared/choiceList';
import { type Connection, connect } from '../shared/connect';
import { button, registerControls } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { gap, toolbar } from '../shared/toolbar';
import { agreement, configuration, faults, matrix } from './besides';
import { LETTERS } from './exampleColumns';
import { examplesView } from './examples';
import { pairTable, sentence, signatures, systemsTable } from './figures';
import type { ExampleFilter } from './filters';
import { savedComparison } from './saved';
import { comparisonStrings } from './strings';
import '../shared/view.css';
import '../shared/question.css';
import './comparison.css';

const DEFAULTS = { first: 0, other: 1, metric: '', filter: 'changed' };

type State = typeof DEFAULTS;

function build({ client, t, state, keep }: Connection<ComparisonViewContract, State>) {
  const strings = comparisonStrings(t);
  let comparison: RunComparison | undefined;
  const fail = (error: unknown): void => notice.show({ kind: 'error', message: LabError.toData(error).message });
  const call = (name: 'cancel' | 'again'): void => void client.call(name, {}).catch(fail);
  const notice = workNotice(strings, { onCancel: () => call('cancel'), onAgain: () => call('again') });
  const opening = element('span', { class: 'row runs' });
  const examples = examplesView({
    ...{ strings, filter: state.filter as ExampleFilter, onFilter: (filter) => keep({ filter }) },
    reveal: (index) => void client.call('reveal', { index }).catch(fail),
  });
  const change = (changed: Partial<State>): void => {
    keep(changed);
    draw();
  };
  const systems = (['first', 'other'] as const).map((place) =>
    choiceList<string>(strings[place], (value) => {
      const chosen = Number(value);
      const [a, b] = place === 'first' ? [chosen, state.other] : [state.first, chosen];
      // One that is both is neither: the two change places.
      change(a === b ? { first: state.other, other: state.first } : { first: a, other: b });
    }),
  );
  const metrics = choiceList<string>(strings.metric, (metric) => change({ metric }));
  const again = button({ label: strings.again, hint: strings.againHint, onClick: () => call('again') });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['html', 'md', 'csv'] as const },
    content: (kind) => {
      if (!comparison) return undefined;
      const content = savedComparison(comparison, kind, { baseline: state.first, t: strings.translate });
      return { name: comparison.names.slice(0, 2).join(' '), kind, content };
    },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  const choices = element('span', { class: 'row' }, ...systems.map(({ node }) => node), metrics.node);
  const tools = toolbar(strings.tools, choices, opening, gap(), again, save);
  const summary = element('p', { class: 'verdict', attributes: { role: 'status', 'aria-live': 'polite' } });
  const facts = element('p', { class: 'note' });
  const figures = element('div', {
    class: 'scroll',
    attributes: { tabindex: '0', role: 'group', 'aria-label': strings.figures },
  });
  const besides = element('div', { class: 'besides' });
  const body = element('div', { class: 'compared' }, summary, facts, figures, besides, examples.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  for (const node of [tools, body]) show(node, false);
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, body);

  /** The button that opens a system's first run. */
  const openRun = (compared: RunComparison, system: number, letter: string): HTMLElement => {
    const index = compared.systems[system].runs[0];
    return button({
      label: strings.signature(letter, compared.names[system]),
      hint: strings.openHint(compared.runs[index].id),
      onClick: () => void client.call('openRun', { index }).catch(fail),
    });
  };

  function draw(): void {
    if (!comparison) return;
    const compared = comparison;
    const most = compared.systems.length;
    if (Math.max(state.first, state.other) >= most || state.first === state.other) keep({ first: 0, other: 1 });
    const two = [state.first, state.other] as const;
    const offered = comparedMetrics(compared);
    const metric = offered.find((name) => name === state.metric) ?? offered[0];
    systems.forEach((list, i) => {
      const all = compared.names.map((label, value) => ({ value: String(value), label: `${LETTERS[i]}: ${label}` }));
      list.set(most > 2 ? all : [], String(two[i]));
    });
    metrics.set(
      offered.map((value: MetricName) => ({ value, label: strings.metrics.heading(value) })),
      metric,
    );
    opening.replaceChildren(...two.map((system, i) => openRun(compared, system, LETTERS[i])));
    say(summary, sentence(compared, two, { metric, letters: LETTERS }, strings));
    const judged = strings.judged[compared.unit](compared.source, count(compared.count));
    say(facts, [judged, ...signatures(compared, strings)].join(' · '));
    figures.replaceChildren(
      ...(most > 2 ? [systemsTable(compared, { baseline: state.first, metric }, strings)] : []),
      pairTable(compared, two, strings),
    );
    besides.replaceChildren(
      ...matrix(compared, metric, strings),
      ...configuration(compared, strings),
      ...agreement(compared, two, strings),
      ...faults(compared, strings),
    );
    examples.draw(compared, two);
  }

  return {
    notice: (event: ComparisonViewContract['events']['notice']) => notice.show(event),
    comparison: (event: RunComparison) => {
      notice.clear();
      comparison = event;
      for (const node of [tools, body]) show(node, true);
      draw();
    },
  };
}

registerControls();
void connect<ComparisonViewContract, State>({ events: ['notice', 'comparison'], defaults: DEFAULTS, build });
