// The view of a run's tags: sentences beside what was found in them, those with errors at first, and what the run weighed for the chosen one.

import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import { metricInTable } from '../../protocol/metrics';
import { TAG_FILTERS, type TagFilter, type TagsOverview, type TagsViewContract } from '../../protocol/tagsView';
import { choiceList } from '../shared/choiceList';
import type { Connection } from '../shared/connect';
import { button, searchField } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { gap, toolbar } from '../shared/toolbar';
import { details } from './details';
import { lookOf } from '../shared/entityNodes';
import { sentenceList } from './sentenceList';
import { sentenceRow } from './sentenceRow';
import { type TagsStrings, tagsStrings } from './strings';
import { filterOf, type TagsViewState } from './viewState';

/** Rest after a letter before the list is asked for. */
const REST_MS = 150;

export function buildTagsView({ client, t, state, keep }: Connection<TagsViewContract, TagsViewState>) {
  const strings = tagsStrings(t);
  let overview: TagsOverview | undefined;
  let look = lookOf([]);
  const fail = (error: unknown): void => notice.fail(error);
  const call = (name: 'cancel' | 'again' | 'chooseOther') => (): void => void client.call(name, {}).catch(fail);
  const notice = workNotice(strings, { onCancel: call('cancel'), onAgain: call('again') });
  const reveal = (index: number, error: number): void => {
    if (overview?.canReveal) void client.call('reveal', { version: overview.version, index, error }).catch(fail);
  };
  const told = details({ client, strings, state, keep, reveal });
  const passed = element('span', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });

  const list = sentenceList({
    ...{ label: strings.list, empty: strings.noneFound },
    async load(from) {
      if (!overview) return undefined;
      const request = { version: overview.version, filter: filterOf(state), text: state.text, from };
      try {
        return await client.call('sentences', request);
      } catch (error) {
        if (LabError.toData(error).code !== 'CANCELLED') fail(error);
        return undefined;
      }
    },
    row: (sentence) => sentenceRow(sentence, look, strings),
    onChoose(sentence) {
      keep({ chosen: sentence?.index ?? -1 });
      if (overview) told.show(state.chosen, overview);
    },
    onOpen: ({ index, errors }) => reveal(index, errors.length > 0 ? 0 : -1),
    onTotal: (total) => say(passed, strings.shown(count(total), count(overview?.sentences.all ?? 0))),
  });

  const filter = choiceList<TagFilter>(strings.filter, (chosen) => {
    keep({ filter: chosen });
    list.renew(state.chosen);
  });
  let rest: ReturnType<typeof setTimeout> | undefined;
  const search = searchField(strings.search, (text) => {
    keep({ text });
    clearTimeout(rest);
    rest = setTimeout(() => list.renew(state.chosen), REST_MS);
  });
  search.value = state.text;
  const tools = toolbar(
    strings.tools,
    ...[filter.node, search, passed, gap()],
    button({ label: strings.again, hint: strings.againHint, onClick: call('again') }),
    button({ label: strings.other, hint: strings.otherHint, onClick: call('chooseOther') }),
    told.panel.toggle.node,
  );
  const facts = element('p', { class: 'note facts' });
  const body = element(
    'div',
    { class: 'body tags' },
    element('div', { class: 'main' }, ...list.nodes),
    told.panel.node,
  );
  const heading = element('h1', { class: 'spoken', text: strings.title });
  for (const node of [tools, facts, body]) show(node, false);
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, facts, body);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    search.focus();
  });

  return {
    notice: (event: TagsViewContract['events']['notice']) => notice.show(event),
    overview(event: TagsOverview) {
      notice.clear();
      const isNew = overview?.version !== event.version;
      overview = event;
      look = lookOf(event.types);
      for (const node of [tools, facts, body]) show(node, true);
      filter.set(
        TAG_FILTERS.map((value) => ({
          ...{ value, label: strings.withCount(strings.filters[value], count(event.sentences[value])) },
        })),
        filterOf(state),
      );
      say(facts, factsOf(event, strings));
      if (!isNew) return;
      list.renew(state.chosen);
      told.show(state.chosen < event.sentences.all ? state.chosen : -1, event);
    },
  };
}

/** Whose sentences these are, and how good the run is on them. */
function factsOf({ run, source, figures, sentences, count: all }: TagsOverview, strings: TagsStrings): string {
  const values = figures.map(({ metric, value }) =>
    strings.figure(strings.metrics.heading(metric), metricInTable(metric, value)),
  );
  const cut = sentences.all < all ? [strings.ofFile(count(sentences.all), count(all))] : [];
  return [run, source, ...values, ...cut].join(' · ');
}
