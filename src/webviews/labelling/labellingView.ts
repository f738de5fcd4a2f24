// The view in which a person labels: one text at a time with keys, and the list of all. What is said is kept by the host at once.

import { count, share } from '../../protocol/figures';
import type { Mark } from '../../protocol/labelling';
import type {
  LabellingOverview,
  LabellingRow,
  LabellingViewContract,
  ShownLabelling,
} from '../../protocol/labellingView';
import { LabError } from '../../protocol/labError';
import type { Connection } from '../shared/connect';
import { choiceList } from '../shared/choiceList';
import { button, searchField, toggle } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { noticeArea, workNotice } from '../shared/notice';
import { pagedTable, type PagedTable } from '../shared/pagedTable';
import { cell, nameCell, plainTable, row } from '../shared/plainTable';
import { gap, toolbar } from '../shared/toolbar';
import { chosenText } from './chosenText';
import { goesOnWhileHeld, keyAction, type KeyAction } from './keys';
import { withoutSpans, withSpan } from './spanEdits';
import { labellingStrings } from './strings';
import { textColumns } from './textList';
import { filterOfName, type LabellingViewState, listOf } from './viewState';

type Calls = LabellingViewContract['calls'];

/** Rest after a letter before the list is asked for. */
const REST_MS = 150;

export function buildLabellingView({ client, t, state, keep }: Connection<LabellingViewContract, LabellingViewState>) {
  const strings = labellingStrings(t);
  let overview: LabellingOverview | undefined;
  let shown: ShownLabelling | undefined;
  let list: PagedTable | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const fail = (error: unknown): void => notice.fail(error);
  const call = (name: 'cancel' | 'again' | 'changeNames' | 'openLabels' | 'compare') => (): void =>
    void client.call(name, {}).catch(fail);
  const notice = workNotice(strings, { onCancel: call('cancel'), onAgain: call('again') });
  const notKept = noticeArea({ error: button({ label: strings.again, onClick: call('again') }) });
  const ordering = workNotice(strings, {
    onCancel: () => void client.call('stopOrdering', {}).catch(fail),
    onAgain: () => void client.call('orderBy', { run: asked }).catch(fail),
  });
  let asked = '';
  const told = liveText('note told');
  const chosen = chosenText({ strings, onName: (name) => press(() => give(name)), on: (action) => press(() => does[action]()) }); // prettier-ignore

  const asList = () => listOf(state, overview?.version ?? 0);

  /** Asked for by the person: what was told of the time before is told no more. */
  function press(work: Parameters<typeof act>[0]): void {
    say(told, '');
    act(work);
  }

  /** What a person does goes one after the other: each is about the text that is shown by then. */
  function act(work: () => Promise<{ shown?: ShownLabelling } | undefined> | undefined): void {
    turn = turn.then(async () => {
      try {
        const answer = await work();
        if (answer?.shown) draw(answer.shown);
        else if (answer) say(told, strings.allDone);
      } catch (error) {
        if (LabError.toData(error).code !== 'CANCELLED') fail(error);
      }
    });
  }

  function draw(now: ShownLabelling): void {
    const isOther = shown?.index !== now.index;
    shown = now;
    keep({ index: now.index });
    chosen.draw(now, isOther);
    list?.refresh(now.index, now.place);
  }

  const mark = (marks: Mark[], goesOn: boolean): Promise<Calls['mark']['reply']> | undefined =>
    shown && client.call('mark', { ...asList(), index: shown.index, marks, goesOn });
  const step = (to: Calls['step']['request']['to']): Promise<Calls['step']['reply']> | undefined =>
    shown && client.call('step', { ...asList(), index: shown.index, to });
  const spans = () => (shown?.mark && 'spans' in shown.mark ? shown.mark.spans : []);

  const give = (name: string): ReturnType<typeof mark> =>
    overview?.kind === 'texts'
      ? mark([{ label: name }], true)
      : mark([{ spans: withSpan(spans(), chosen.chosen, name) }], false);

  const does = {
    undo: () => client.call('undo', asList()).then((reply) => (reply.shown ? reply : undefined)),
    open: () => step('open'),
    next: () => step('next'),
    previous: () => step('previous'),
    judged: () => (overview?.kind === 'spans' ? mark([{ spans: spans() }], true) : undefined),
    accept: () => shown?.suggestion && mark([shown.suggestion.mark], overview?.kind === 'texts'),
    clear: () => mark(overview?.kind === 'spans' ? [{ spans: withoutSpans(spans(), chosen.chosen) }] : [], false),
    reveal() {
      if (overview && shown) void client.call('reveal', { version: overview.version, index: shown.index }).catch(fail);
      return undefined;
    },
  };

  const filter = choiceList(strings.filter, (value) => {
    keep({ filter: value });
    list?.renew(state.index);
  });
  let rest: ReturnType<typeof setTimeout> | undefined;
  const search = searchField(strings.search, (text) => {
    keep({ text });
    clearTimeout(rest);
    rest = setTimeout(() => list?.renew(state.index), REST_MS);
  });
  search.value = state.text;
  const order = choiceList(strings.order, (run) => {
    asked = run;
    void client.call('orderBy', { run }).catch(fail);
  });
  order.node.title = strings.orderHint;
  const names = button({ label: strings.changeNames, onClick: call('changeNames') });
  const keys = toggle(strings.keys, state.keys, (isShown) => {
    keep({ keys: isShown });
    show(help, isShown);
  });
  const help = element('div', { class: 'keys' });
  show(help, state.keys);
  const tools = toolbar(
    strings.tools,
    ...[filter.node, search, order.node, gap(), names],
    button({ label: strings.openLabels, hint: strings.openLabelsHint, onClick: call('openLabels') }),
    button({ label: strings.compare, hint: strings.compareHint, onClick: call('compare') }),
    keys.node,
  );
  const facts = element('p', { class: 'note' });
  const progress = liveText('progress');
  const bar = element('div', { class: 'share', attributes: { 'aria-hidden': 'true' } });
  const line = element('div', { class: 'facts' }, progress, bar, facts, told);
  const place = element('aside', { class: 'side', attributes: { 'aria-label': strings.list } });
  const body = element('div', { class: 'body labelling' }, element('div', { class: 'main' }, help, chosen.node), place);
  const heading = element('h1', { class: 'spoken' });
  const content = [tools, line, body];
  for (const node of content) show(node, false);
  const view = document.getElementById('view');
  view?.replaceChildren(heading, tools, notice.node, notKept.node, ordering.node, line, body);
  document.addEventListener('keydown', (event) => {
    const action = isTyping(event) ? undefined : pressed(event);
    if (!action || !overview) return;
    event.preventDefault();
    if (!event.repeat || (action !== 'judged' && goesOnWhileHeld(action))) run(action);
  });

  function pressed(event: KeyboardEvent): KeyAction | 'judged' | undefined {
    const isOnButton =
      event.target instanceof Element && event.target.closest('button, vscode-button, .table') !== null;
    if (event.key === 'Enter') return overview?.kind === 'spans' && !isOnButton ? 'judged' : undefined;
    const isInList = event.target instanceof Element && event.target.closest('.table') !== null;
    return isInList && /^Page/.test(event.key) ? undefined : keyAction(event);
  }

  function run(action: KeyAction | 'judged'): void {
    if (action === 'judged') return press(does.judged);
    if (action.kind === 'search') return search.focus();
    if (action.kind === 'keys') return keys.node.click();
    if (action.kind !== 'name') return press(does[action.kind]);
    const name = overview?.names.at(action.index)?.name;
    if (name !== undefined) press(() => give(name));
  }

  function listOfTexts(from: LabellingOverview): PagedTable {
    return pagedTable<LabellingRow>({
      ...{ label: strings.list, empty: strings.noneFound, columns: textColumns(from, strings) },
      async load(first) {
        try {
          return await client.call('page', { ...asList(), from: first });
        } catch (error) {
          if (LabError.toData(error).code !== 'CANCELLED') fail(error);
          return undefined;
        }
      },
      idOf: ({ index }) => index,
      onChoose: (picked) => picked && press(async () => ({ shown: await client.call('text', { ...asList(), index: picked.index }) })), // prettier-ignore
      onOpen: ({ index }) => void client.call('reveal', { version: from.version, index }).catch(fail),
      onTotal: () => undefined,
    });
  }

  function drawHelp({ kind }: LabellingOverview): void {
    const rows = [...(kind === 'spans' ? strings.spanKeys : []), ...strings.keyTable];
    help.replaceChildren(
      plainTable({ label: strings.keys, rows: rows.map(([what, key]) => row(nameCell(key), cell(what))) }),
    );
  }

  function drawFacts(now: LabellingOverview): void {
    const part = now.labelled / now.count;
    const said = now.kind === 'texts' ? strings.progress : strings.judged;
    say(progress, said(count(now.labelled), count(now.count), share(part)));
    bar.style.setProperty('--share', String(part));
    const more = [
      strings.keptIn(now.source, now.labels),
      ...(now.count < now.all ? [strings.ofFile(count(now.count), count(now.all))] : []),
      ...(now.repeated > 0 ? [strings.repeated(count(now.repeated))] : []),
      ...now.notices,
    ];
    say(facts, more.join(' · '));
  }

  function drawChoices(now: LabellingOverview): void {
    const { all, open, done } = strings.things[now.kind];
    const counted = (label: string, value: number): string => strings.withCount(label, count(value));
    const choices = [
      { value: 'all', label: counted(all, now.count) },
      { value: 'open', label: counted(open, now.count - now.labelled) },
      { value: 'labelled', label: counted(done, now.labelled) },
      ...now.names.map(({ name, count: given }) => ({ value: filterOfName(name), label: counted(name, given) })),
    ];
    if (!choices.some(({ value }) => value === state.filter)) {
      keep({ filter: 'all' }); // a label that nobody has given, and that was taken out of the list
      list?.renew(state.index);
    }
    filter.set(choices, state.filter);
    const runs = now.runs.map(({ id, name }) => ({ value: id, label: strings.leastCertain(name) }));
    order.set([{ value: '', label: strings.fileOrder }, ...runs], now.order ?? '');
    names.textContent = now.kind === 'texts' ? strings.changeNames : strings.changeTypes;
  }

  function drawOverview(now: LabellingOverview): void {
    const before = overview;
    overview = now;
    for (const node of content) show(node, true);
    if (now.notKept === undefined) notKept.clear();
    else notKept.show({ kind: 'error', message: strings.notKept(now.notKept) });
    say(heading, strings.things[now.kind].title);
    drawFacts(now);
    drawChoices(now);
    chosen.offer(now);
    const isNew = before?.version !== now.version;
    if (isNew || before.order !== now.order) {
      list = listOfTexts(now);
      place.replaceChildren(list.node);
      drawHelp(now);
      list.renew(state.index);
    }
    const isElsewhere = !isNew && before.elsewhere !== now.elsewhere;
    if (isElsewhere) say(told, strings.elsewhere);
    if (isNew || isElsewhere || before.order !== now.order) showAgain(isNew ? state.index : before.order !== now.order ? -1 : (shown?.index ?? -1)); // prettier-ignore
  }

  function showAgain(index: number): void {
    const known = index < (overview?.count ?? 0) ? index : -1;
    if (known < 0) shown = undefined;
    act(async () => ({ shown: await client.call('text', { ...asList(), index: known }) }));
  }

  return {
    notice: (event: LabellingViewContract['events']['notice']) => notice.show(event),
    overview(event: LabellingOverview) {
      notice.clear();
      drawOverview(event);
    },
    orderNotice(event: LabellingViewContract['events']['orderNotice']) {
      if (event.kind === 'none') ordering.clear();
      else ordering.show(event);
    },
  };
}

/** Letters belong to fields, as does what is undone there, and the arrows and letters of an open list to that. */
function isTyping(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey } = event;
  const isInField = target instanceof Element && target.closest('vscode-text-field, vscode-dropdown') !== null;
  return isInField && !((ctrlKey || metaKey) && keyAction(event)?.kind === 'search');
}
