// The view of a run's judged examples: the wrong ones at first, those with the greatest loss before the others.

import { type ExampleCondition, EXAMPLE_ORDERS, type NumberedExample } from '../../protocol/examples';
import type { ExamplesViewContract, ShownOverview } from '../../protocol/examplesView';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { Connection } from '../shared/connect';
import { button, searchField } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { evaluationChoice } from '../shared/evaluationChoice';
import { noticeArea } from '../shared/notice';
import { pagedTable, type PagedTable } from '../shared/pagedTable';
import { gap, toolbar } from '../shared/toolbar';
import { exampleColumns } from './columns';
import { details } from './details';
import { filters } from './filters';
import { examplesStrings } from './strings';
import { conditionOf, conditionsIn, type ExamplesViewState, orderOf, withCondition, without } from './viewState';

/** Rest after a letter before the list is asked for. */
const REST_MS = 150;

export function buildExamplesView({ client, t, state, keep }: Connection<ExamplesViewContract, ExamplesViewState>) {
  const strings = examplesStrings(t);
  let overview: ShownOverview | undefined;
  let list: PagedTable | undefined;
  const call = (name: 'evaluate' | 'openRun') => (): void => void client.call(name, {}).catch(fail);
  const evaluate = (): HTMLElement => button({ label: strings.evaluate, hint: strings.evaluateHint, onClick: call('evaluate') }); // prettier-ignore
  const notice = noticeArea({ error: evaluate() });
  const fail = (error: unknown): void => notice.fail(error);
  const reveal = (index: number): void => {
    if (overview) void client.call('reveal', { version: overview.version, index }).catch(fail);
  };
  const told = details({ client, strings, state, keep, onReveal: reveal, onGroup: (condition) => set(withCondition(state.conditions, condition)) }); // prettier-ignore
  const passed = element('span', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const chosen = filters({
    ...{ strings, isOpen: state.filters, onOpen: (isOpen) => keep({ filters: isOpen }) },
    onChange: (conditions) => set(conditions),
  });

  function set(conditions: ExampleCondition[]): void {
    keep({ conditions });
    if (!overview) return;
    chosen.draw(overview, conditionsIn(state, overview));
    list?.renew(state.chosen);
  }

  const asked = (from: ShownOverview) => ({
    ...{ version: from.version, conditions: conditionsIn(state, from), order: orderOf(state, from) },
  });

  let rest: ReturnType<typeof setTimeout> | undefined;
  const search = searchField(strings.search, (text) => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      const isEmpty = text.trim() === '';
      set(isEmpty ? without(state.conditions, 'text') : withCondition(state.conditions, { kind: 'text', text }));
    }, REST_MS);
  });
  const evaluations = evaluationChoice(strings, (id) => void client.call('showEvaluation', { id }).catch(fail));
  const save = button({
    ...{ label: strings.save, hint: strings.saveHint },
    onClick: () => {
      if (overview) void client.call('save', asked(overview)).catch(fail);
    },
  });
  const tools = toolbar(
    strings.tools,
    ...[search, chosen.toggle.node, passed, gap(), evaluations.node, save],
    button({ label: strings.run, hint: strings.runHint, onClick: call('openRun') }),
    told.panel.toggle.node,
  );
  const facts = element('p', { class: 'note facts' });
  const line = element('div', { class: 'row wrap line' }, facts, chosen.chips);
  const changed = liveText('notices');
  const main = element('div', { class: 'main' });
  const body = element('div', { class: 'body' }, main, told.panel.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  const content = [tools, line, body];
  for (const node of content) show(node, false);
  show(changed, false);
  document.getElementById('view')?.replaceChildren(heading, tools, chosen.options, notice.node, changed, line, body);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    search.focus();
  });

  /** Columns are those that the examples have. */
  function listOf(from: ShownOverview): PagedTable {
    const { by, falling } = orderOf(state, from);
    return pagedTable<NumberedExample>({
      ...{ label: strings.list, empty: strings.none, columns: exampleColumns(from, strings) },
      order: { column: by, falling },
      onOrder(order) {
        const next = EXAMPLE_ORDERS.find((known) => known === order?.column);
        keep({ order: next ?? '', falling: order?.falling ?? true });
        list?.renew(state.chosen);
      },
      async load(first) {
        try {
          const page = await client.call('page', { ...asked(from), from: first });
          return { rows: page.examples, total: page.total };
        } catch (error) {
          if (LabError.toData(error).code !== 'CANCELLED') fail(error);
          return undefined;
        }
      },
      idOf: ({ index }) => index,
      onChoose(example) {
        keep({ chosen: example?.index ?? -1 });
        if (overview) told.show(state.chosen, overview);
        if (example && !told.panel.node.hidden && told.panel.section !== 'nearest') told.panel.open('example');
      },
      onOpen: ({ index }) => reveal(index),
      onTotal: (total) => say(passed, strings.shown(count(total), count(from.count))),
    });
  }

  return {
    wanted: set,
    notice: (event: ExamplesViewContract['events']['notice']) => notice.show(event),
    overview(event: ShownOverview) {
      notice.clear();
      const isNew = overview?.version !== event.version;
      overview = event;
      for (const node of content) show(node, true);
      evaluations.set(event);
      say(facts, [event.run, event.source].join(' · '));
      say(changed, event.changed.length > 0 ? strings.changed(event.changed.join(', ')) : '');
      show(changed, event.changed.length > 0);
      const conditions = conditionsIn(state, event);
      const text = conditionOf(conditions, 'text');
      search.value = text?.kind === 'text' ? text.text : '';
      chosen.draw(event, conditions);
      told.setExplains(event.canExplain);
      if (!isNew) return;
      list = listOf(event);
      main.replaceChildren(list.node);
      list.renew(state.chosen);
      told.overview(event);
      told.show(state.chosen < event.count ? state.chosen : -1, event);
    },
  };
}
