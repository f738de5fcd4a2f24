// The table of all runs: filtered, grouped, folded by seeds, beside it columns and charts.

import type { ExperimentTableContract, RowsReply } from '../../protocol/experimentTableView';
import { count } from '../../protocol/figures';
import { ExpressionFault } from '../../protocol/runQuery/fault';
import type { RowTest } from '../../protocol/runQuery/evaluate';
import { filterTest } from '../../protocol/runQuery/filter';
import { choiceList } from '../shared/choiceList';
import type { Connection } from '../shared/connect';
import { searchField, toggle } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { popupMenu } from '../shared/popupMenu';
import { sidePanel } from '../shared/sidePanel';
import { gap, toolbar } from '../shared/toolbar';
import { baseRows, MOST_BASELINES, pinnedLines, turnedBaselines } from './baselines';
import { cellOf, comparedCell } from './cells';
import { chartSections } from './charts/chartSections';
import { columnsPanel } from './columnsPanel';
import { fillSteps, isAtStep } from './figuresAtStep';
import { isStarred, lineMenu } from './lineMenu';
import { lineName } from './lineName';
import { arrange, type Arranged, type Line } from './lines';
import { NAME } from './gridHead';
import { type LineName, runsGrid } from './runsGrid';
import { RunTable } from './runTable';
import { saveTableMenu } from './saveTableMenu';
import { selection } from './selection';
import { movedColumn, shownColumns } from './shownColumns';
import { tableStrings } from './strings';
import { checkedState, type ExperimentTableState } from './viewState';

/** Rest after a letter before it is filtered. */
const REST_MS = 80;
const MOST_SHORT = 80;

export function buildExperimentTable({
  client,
  t,
  state: kept,
  keep,
}: Connection<ExperimentTableContract, ExperimentTableState>) {
  const state = checkedState(kept);
  const strings = tableStrings(t);
  const table = new RunTable();
  const turned = new Set<string>();
  let test: RowTest = () => true;
  let shown: Arranged = { lines: [], rows: [] };
  let columns: string[] = [];
  const notice = noticeArea();
  const fail = (error: unknown): void => notice.fail(error);
  const menu = popupMenu();

  const fault = element('p', { class: 'fault', attributes: { role: 'alert' } });
  show(fault, false);
  let rest: ReturnType<typeof setTimeout> | undefined;
  const field = searchField(strings.filterName, (text) => {
    clearTimeout(rest);
    rest = setTimeout(() => filterBy(text), REST_MS);
  });
  field.setAttribute('placeholder', strings.filter);
  field.value = state.filter;
  field.classList.add('filter');

  function filterBy(text: string): void {
    keep({ filter: text });
    if (field.value !== text) field.value = text;
    readFilter();
    draw();
  }

  /** While it is wrong, what it said before holds. */
  function readFilter(): void {
    try {
      if (table.count > 0) test = filterTest(state.filter, table.keys);
      show(fault, false);
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      say(fault, strings.said(error.said.text, error.said.values ?? []));
      show(fault, true);
    }
  }

  const passing = element('span', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const chosen = selection(table, state.selected, (selected) => {
    keep({ selected });
    grid.draw();
    tellCounts();
    charts.show(table, selectedRows(), shown.rows);
  });
  const grid = runsGrid({
    ...{ label: strings.grid, empty: strings.noRuns, nameTitle: strings.name, hintOf: strings.hint },
    isNumeric: (key) => table.isNumeric(key),
    onSort: sortBy,
    onMoveColumn: (key, to) => change({ columns: movedColumn(columns, key, to), onlyDifferent: false }),
    nameOf,
    cellOf: (line, key) =>
      comparedCell(table, line, key, baseRows(table, state.baselines), cellOf(table, line, key, strings.different)),
    isSelected: (line) => chosen.has(line),
    isBaseline: (line) => line.kind === 'run' && state.baselines.includes(table.ids[line.row]),
    compared: () => baseRows(table, state.baselines).length,
    ...{ starred: strings.starred, addTag: strings.addTag, onStar: star, onTag: (line) => tag(runsOf(line)) },
    onPick: (line, how) => chosen.pick(line, how, shown.lines),
    onOpen: open,
    onTurn: turn,
    onMenu: (line, key, place) => {
      if (!chosen.has(line)) chosen.pick(line, { extends: false, adds: false }, shown.lines);
      menu.open(place, strings.grid, lineMenu({ ...{ table, line, key, strings, state, ids: selectedIds() }, ...actions }), grid.node); // prettier-ignore
    },
    onKey: onGridKey,
  });

  const actions = {
    open,
    turn,
    compare: (ids: string[]) => void client.call('compare', { ids }).catch(fail),
    remove: (ids: string[]) => void client.call('delete', { ids }).catch(fail),
    pin,
    ...{ star, tag, untag: (ids: string[]) => void client.call('untag', { ids }).catch(fail) },
    filterBy,
    groupBy: (groupedBy: string) => change({ groupedBy }),
    hide: (key: string) => change({ columns: columns.filter((each) => each !== key), onlyDifferent: false }),
  };

  function nameOf(line: Line): LineName {
    return lineName(table, line, state, strings);
  }

  function runsOf({ rows }: Line): string[] {
    return rows.map((row) => table.ids[row]);
  }

  function star(line: Line): void {
    void client.call('star', { ids: runsOf(line), isStarred: !isStarred(table, line) }).catch(fail);
  }

  function tag(ids: string[]): void {
    void client.call('tag', { ids }).catch(fail);
  }

  function pin(id: string): void {
    const next = turnedBaselines(state.baselines, id);
    if (next) change({ baselines: next });
    else notice.show({ kind: 'error', message: strings.enoughBaselines(MOST_BASELINES) });
  }

  const selectedRows = (): number[] => shown.rows.filter((row) => chosen.ids.has(table.ids[row]));
  const selectedIds = (): string[] => selectedRows().map((row) => table.ids[row]);

  function sortBy(key: string): void {
    const falls = table.isNumeric(key);
    if (state.sortedBy !== key) change({ sortedBy: key, falling: falls });
    else if (state.falling === falls) change({ falling: !falls });
    else change({ sortedBy: '', falling: true });
  }

  function turn(line: Line, isOpen: boolean): void {
    const isUsual = line.kind === 'group' ? isOpen : !isOpen;
    if (isUsual) turned.delete(line.id);
    else turned.add(line.id);
    draw();
  }

  function open(line: Line): void {
    if (line.kind === 'run') void client.call('open', { id: table.ids[line.row] }).catch(fail);
    else turn(line, !line.isOpen);
  }

  function onGridKey(event: KeyboardEvent, line: Line | undefined): boolean {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') chosen.set([]);
    else if (event.key === 'a' && isCommand) chosen.set(shown.rows.map((row) => table.ids[row]));
    else if (event.key === ' ' && line) chosen.pick(line, { extends: false, adds: true }, shown.lines);
    else if (event.key === 'Delete' && selectedIds().length > 0) actions.remove(selectedIds());
    else if (isCommand || event.altKey || !line || line.kind === 'group') return false;
    else if (event.key === 's') star(line);
    else if (event.key === 't') tag(selectedIds().length > 0 ? selectedIds() : runsOf(line));
    else if (event.key === 'p' && line.kind === 'run') pin(table.ids[line.row]);
    else return false;
    return true;
  }

  function change(to: Partial<ExperimentTableState>): void {
    keep(to);
    draw();
  }

  const groups = choiceList<string>(strings.group, (groupedBy) => change({ groupedBy }));
  const folds = toggle(strings.folds, state.foldsSeeds, (foldsSeeds) => change({ foldsSeeds }));
  folds.node.title = strings.foldsHint;
  const differs = toggle(strings.onlyDifferent, state.onlyDifferent, (onlyDifferent) => change({ onlyDifferent }));
  differs.node.title = strings.onlyDifferentHint;
  const columnChoice = columnsPanel({
    strings,
    onTurn: (key, isShown) =>
      change({ columns: isShown ? [...columns, key] : columns.filter((each) => each !== key), onlyDifferent: false }),
    onUsual: () => change({ columns: [], onlyDifferent: false }),
    onStep(key, step) {
      const name = `${key}@${step}`;
      table.setColumn(name, []);
      change({ columns: [...columns.filter((each) => each !== name), name], onlyDifferent: false });
      void fillSteps({ client, table, columns: [name], ids: table.ids, onFilled: redrawn }).catch(fail);
    },
  });
  const charts = chartSections({ client, strings: strings.charts, save: strings.save, state, keep, fail, onOpen: (id) => void client.call('open', { id }).catch(fail), onSelect: (ids) => chosen.set(ids) }); // prettier-ignore
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [{ id: 'columns', label: strings.columns, content: columnChoice.node }, ...charts.sections],
    onSeen: (section) => charts.seen(section),
  });
  const save = saveTableMenu({
    ...{ client, strings, menu, onFailure: fail },
    shown: () => ({
      ...{ table, lines: shown.lines, columns },
      textOf: (line, key) => cellOf(table, line, key, strings.different).text,
      nameOf: (line) => nameOf(line).text,
    }),
  });
  const tools = toolbar(
    strings.tools,
    ...[field, groups.node, folds.node, differs.node, gap(), passing, save, side.toggle.node],
  );
  const body = element('div', { class: 'body' }, element('div', { class: 'main' }, grid.node), side.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  const changed = liveText('spoken');
  document.getElementById('view')?.replaceChildren(heading, tools, fault, notice.node, changed, body, menu.node);
  charts.seen(state.details ? side.section : undefined);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    field.focus();
  });

  function draw(): void {
    performance.mark('draw');
    differs.set(state.onlyDifferent);
    const { lines, rows } = arrange(table, { test, turned, ...state });
    shown = { lines: [...pinnedLines(table, state.baselines), ...lines], rows };
    columns = shownColumns(table, shown.rows, state);
    grid.set(shown.lines, columns, { key: state.sortedBy, falling: state.falling });
    performance.measure('experiments drawn', 'draw');
    tellCounts();
    columnChoice.set(table.keys.filter((key) => key !== NAME).sort(), columns, table.keys.filter(isLogged));
    groups.set(groupChoices(), state.groupedBy);
    charts.show(table, selectedRows(), shown.rows);
  }

  const redrawn = (): void => draw();
  const isLogged = (key: string): boolean => table.isNumeric(key) && (key === 'loss' || key.startsWith('validation.')) && !isAtStep(key); // prettier-ignore

  function groupChoices(): { value: string; label: string }[] {
    const keys = table.keys.filter((key) => key === 'status' || key === 'experiment' || key === 'tags' || table.isConfiguration(key)); // prettier-ignore
    const usable = keys.filter((key) => table.factsOf(key).differs || key === state.groupedBy);
    return [{ value: '', label: strings.noGroup }, ...usable.sort().map((key) => ({ value: key, label: strings.by(key.slice(0, MOST_SHORT)) }))]; // prettier-ignore
  }

  function tellCounts(): void {
    const texts = [strings.shown(count(shown.rows.length), count(table.count))];
    const selected = selectedRows().length;
    if (selected > 0) texts.push(strings.selected(count(selected)));
    say(passing, texts.join(' · '));
    grid.setEmpty(table.count === 0 ? strings.noRuns : strings.none);
  }

  function take(reply: RowsReply): void {
    const onDemand = [...new Set([...state.columns, ...table.keys])].filter(isAtStep);
    table.apply(reply);
    for (const key of onDemand) if (!table.has(key)) table.setColumn(key, []);
    readFilter();
    draw();
    const ids = reply.whole ? table.ids : reply.changed.map(({ id }) => id);
    if (onDemand.length > 0 && ids.length > 0)
      void fillSteps({ client, table, columns: onDemand, ids, onFilled: redrawn }).catch(fail);
  }

  let asking: Promise<void> | undefined;
  let wanted = -1;
  async function follow(): Promise<void> {
    // The reply may be newer than what was told: then it is told of once more, which asks for nothing.
    while (table.version < wanted) take(await client.call('rows', { since: table.version }));
  }

  return {
    notice: (event: ExperimentTableContract['events']['notice']) => notice.show(event),
    version({ version }: ExperimentTableContract['events']['version']) {
      wanted = version;
      if (version > 0) notice.clear();
      asking ??= follow()
        .catch(fail)
        .finally(() => (asking = undefined));
    },
  };
}
