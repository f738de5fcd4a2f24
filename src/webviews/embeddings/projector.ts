// The Embeddings view at work: what is chosen, which map is drawn, and what each part is told when one of them changes.

import type {
  Coloring,
  Comparison,
  EmbeddingsOverview,
  EmbeddingsViewContract,
  MapProgress,
  MapState,
  ShowRequest,
  Side,
} from '../../protocol/embeddingsView';
import { count, figure, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { EventListeners } from '../../protocol/rpc';
import type { SaveFileRequest } from '../../protocol/saveFile';
import type { NeighborsReply, WordNeighbor } from '../../protocol/vectors';
import type { Connection } from '../shared/connect';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { sidePanel } from '../shared/sidePanel';
import { onThemeChange } from '../shared/theme';
import { twin } from '../shared/twin';
import { type AskedAnalogy, analogySection } from './analogySection';
import { legendOf, looksOf, type PointValues, textOfValue, valuesOfColoring } from './colors';
import { compareSection } from './compareSection';
import type { Arrow } from './drawing';
import { evidenceSection } from './evidenceSection';
import { mapArea } from './mapArea';
import { mapSection } from './mapSection';
import { neighborsSection } from './neighborsSection';
import { pngOfMaps, svgOfMaps } from './pictures';
import { statusLine } from './statusLine';
import { embeddingsStrings } from './strings';
import { toolbar } from './toolbar';
import {
  type Bookmark,
  type ColoringKind,
  type EmbeddingsViewState,
  isDrawable,
  type MapChoice,
  mended,
  settingsOf,
} from './viewState';
import { type Words, wordsOf } from './words';
import { wordTable } from './wordTable';

const MOST_KEPT_SELECTED = 10_000;
const LABEL_CHARACTERS = 32;

export function projector({
  client,
  t,
  state: kept,
  keep: keepKept,
}: Connection<EmbeddingsViewContract, EmbeddingsViewState>): EventListeners<EmbeddingsViewContract> {
  const strings = embeddingsStrings(t);
  const state = mended(kept);
  const keep = (change: Partial<EmbeddingsViewState>): void => {
    Object.assign(state, change);
    keepKept(change);
  };
  let overview: EmbeddingsOverview | undefined;
  let map: MapState | undefined;
  let progress: MapProgress | undefined;
  let coloring: Coloring | undefined;
  let comparison: Comparison | undefined;
  let values: PointValues = { kind: 'plain' };
  let words: Words = wordsOf(client, 0, () => undefined);
  let neighbors: [NeighborsReply | undefined, NeighborsReply | undefined] = [undefined, undefined];
  let arrows: Arrow[] = [];
  /** Words and colours are not those of the vectors that have just been opened. */
  let isNew = true;
  /** The person has moved the map: it is not fitted again until another is drawn. */
  let hasMoved = state.camera.camera !== undefined;

  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED') notice.show({ kind: 'error', message });
  };
  const call = (name: 'cancel' | 'again' | 'stopMap' | 'chooseOther' | 'clearOther' | 'openSentences'): void =>
    void client.call(name, {}).catch(fail);
  const complete = async (prefix: string): Promise<string[]> => {
    const reply = await client.call('complete', { side: 0, prefix });
    for (const { row, word } of reply.words) words.note(row, word);
    return reply.words.map(({ word }) => word);
  };
  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: () => call('cancel') }),
    error: button({ label: strings.again, onClick: () => call('again') }),
  });

  // --- the map

  const shortened = (text: string): string =>
    text.length > LABEL_CHARACTERS ? `${text.slice(0, LABEL_CHARACTERS - 1)}…` : text;
  const area = mapArea({
    label: strings.mapLabel,
    tool: () => state.tool,
    textOf: (index) => shortened(words.word(area.rows[index])),
    hoverLines,
    onCamera: (camera) => {
      hasMoved = true;
      keep({ camera: { camera } });
    },
    onSelect: (rows, adds) => select(adds ? [...state.selected, ...rows] : rows),
    onOpen: (row) => {
      focusRow(row);
      openSection('evidence');
    },
    onEscape: () => select([]),
    onFit: fitMap,
  });

  function hoverLines(index: number): string[] {
    const row = area.rows[index];
    const seen = words.count(row);
    const line = words.line(row);
    const value = textOfValue(values, index);
    return [
      words.word(row).slice(0, 200),
      ...(seen === undefined ? [] : [strings.seen(count(seen))]),
      ...(line === undefined ? [] : [strings.line(count(line))]),
      ...(value === '' || state.coloring === 'frequency' ? [] : [value]),
    ];
  }

  function fitMap(): void {
    area.fit();
    hasMoved = false;
    keep({ camera: {} });
  }

  function draw(): void {
    const canDraw = isDrawable(state.map);
    show(needsAxes, !canDraw);
    if (!overview || !canDraw) return;
    void client.call('draw', { settings: settingsOf(state.map) }).catch(fail);
  }

  function changeMap(change: Partial<MapChoice>): void {
    keep({ map: { ...state.map, ...change }, camera: {} });
    hasMoved = false;
    tools.refresh();
    settings.refresh();
    draw();
  }

  /** Puts the positions that are known on the map; points keep their words whatever the map. */
  function setPositions(positions: ArrayBuffer, made: MapState): void {
    const {
      rows,
      besideRows,
      settings: { dimensions },
    } = made;
    const points = { rows: new Int32Array(rows), besideRows: new Int32Array(besideRows), dimensions };
    const isSame = area.count === points.rows.length && area.rows.every((row, i) => row === points.rows[i]);
    area.setPoints({ ...points, positions: new Float32Array(positions) });
    if (!hasMoved) area.fit();
    else if (!area.camera && state.camera.camera) area.setCamera(state.camera.camera);
    area.setAxes(axisTitles(made));
    if (!isSame || isNew) {
      isNew = false;
      const last = points.rows.reduce((most, row) => Math.max(most, row), -1);
      void words.fetch(last + 1).catch(fail);
      recolor();
    }
    list.setCount(area.count);
    emphasize();
  }

  /** In 3D the axes turn: nothing stands beside them. */
  function axisTitles({ settings: { method, dimensions, axes }, explained }: MapState): string[] {
    if (dimensions === 3) return [];
    if (method === 'axes') return axes.map(({ from, to }) => `${from.join(', ')} → ${to.join(', ')}`);
    return method === 'pca' ? (explained ?? []).map((part, i) => strings.component(i + 1, share(part))) : [];
  }

  // --- what is chosen

  function select(rows: readonly number[]): void {
    const unique = [...new Set(rows)];
    arrows = [];
    keep({ selected: unique.slice(0, MOST_KEPT_SELECTED) });
    const last = unique.at(-1);
    if (unique.length === 1 && last !== undefined) return focusRow(last);
    if (unique.length === 0) focus('', -1);
    else emphasize();
  }

  function focusRow(row: number): void {
    keep({ selected: [row] });
    focus(words.word(row), row);
  }

  function focus(word: string, row: number): void {
    keep({ focus: word, focusRow: row });
    neighbors = [undefined, undefined];
    const isNone = word === '' && row < 0;
    nearest.show(isNone ? undefined : { word, row });
    evidence.show(isNone ? undefined : word);
    emphasize();
    say(spoken, isNone ? '' : strings.said(word));
  }

  /** A word that was typed: its row is learned from its neighbours. */
  function find(word: string): void {
    arrows = [];
    keep({ selected: [] });
    focus(word, -1);
    openSection('neighbors');
  }

  function onNeighbors(side: Side, reply: NeighborsReply): void {
    neighbors[side] = reply;
    for (const { row, word } of side === 0 ? reply.neighbors : []) words.note(row, word);
    const [asked] = reply.of;
    if (side === 0 && reply.of.length === 1 && asked.row !== undefined) {
      words.note(asked.row, asked.word);
      if (state.focusRow < 0) keep({ focusRow: asked.row, selected: [asked.row] });
    }
    emphasize();
  }

  function emphasize(): void {
    const rowsOf = (reply: NeighborsReply | undefined): number[] => reply?.neighbors.map(({ row }) => row) ?? [];
    const { selected, focusRow: row } = state;
    area.emphasize({
      ...{ focus: row, selected, arrows },
      neighbors: [rowsOf(neighbors[0]), rowsOf(neighbors[1])],
    });
    const isMissing = state.focus !== '' && row >= 0 && area.count > 0 && area.indexOf(row) < 0;
    const many = selected.length > 1 ? strings.selected(count(selected.length)) : '';
    say(choice, isMissing ? strings.notOnMap(state.focus) : many);
    show(choice, choice.textContent !== '');
    updateTools();
  }

  // --- colours

  function recolor(): void {
    values = valuesNow();
    area.setLooks(looksOf(values, area.count));
    const notes = coloring?.notice ? [element('span', { class: 'note', text: coloring.notice.message })] : [];
    legend.replaceChildren(...legendOf(values, strings.otherValues), ...notes);
    show(legend, legend.childNodes.length > 0);
  }

  function valuesNow(): PointValues {
    const { rows } = area;
    switch (state.coloring) {
      case 'frequency': {
        const hasCounts = overview?.sides[0].hasCounts ?? false;
        // The more frequent, the stronger: ranks run the other way.
        const sign = hasCounts ? 1 : -1;
        const of = (row: number): number => (hasCounts ? (words.count(row) ?? Number.NaN) : row + 1);
        return {
          ...{ kind: 'numbers', title: hasCounts ? strings.frequency : strings.rank },
          values: Float64Array.from(rows, (row) => sign * Math.log10(of(row))),
          text: (value) => count(Math.round(10 ** (sign * value))),
        };
      }
      case 'moved': {
        const reply = comparison?.reply;
        if (!reply) return { kind: 'plain' };
        const moved = new Float32Array(reply.moved);
        const byRow = new Map(Array.from(new Int32Array(reply.rowsA), (row, i) => [row, moved[i]]));
        return {
          ...{ kind: 'numbers', title: strings.moved, text: figure },
          values: Float64Array.from(rows, (row) => byRow.get(row) ?? Number.NaN),
        };
      }
      case 'plain':
        return { kind: 'plain' };
      default:
        if (coloring?.kind !== state.coloring) return { kind: 'plain' };
        return valuesOfColoring(coloring, rows, { frequency: strings.frequency, cluster: strings.clusterName });
    }
  }

  function color(kind: ColoringKind): void {
    const before = state.coloring;
    keep({ coloring: kind });
    if (kind === 'cluster') askForClusters();
    else if (kind === 'column')
      void client
        .call('chooseColumn', {})
        .then(({ chosen }) => chosen || color(before === 'column' ? 'plain' : before))
        .catch(fail);
    else void client.call('clearColoring', {}).catch(fail);
    coloring = undefined;
    recolor();
    tools.refresh();
  }

  function askForClusters(): void {
    const { rows, seed, limits, method } = state.map;
    const request = { clusters: state.clusters, seed, rows, limit: limits[method] };
    void client.call('cluster', request).catch(fail);
  }

  // --- the panel

  const nearest = neighborsSection({
    ...{ strings, measure: state.measure, k: state.k },
    ask: (side, word, row, k, measure) => client.call('neighbors', { side, word, row, k, measure }),
    onSettings: keep,
    onReply: onNeighbors,
    onPick: (side, { row, word }) => (side === 0 ? focusRow(row) : find(word)),
  });
  const analogies = analogySection({
    ...{ strings, asked: state.analogy, method: state.analogyMethod, expression: state.expression, complete, keep },
    solve: (asked, method) => client.call('analogy', { side: 0, ...asked, method }),
    calculate: (expression) => client.call('arithmetic', { side: 0, expression, measure: state.measure }),
    onAnswer: showAnswer,
  });
  const evidence = evidenceSection({
    strings,
    find: (side, word, offset) => client.call('evidence', { side, word, offset }),
    reveal: (serial, index) => void client.call('reveal', { serial, index }).catch(fail),
    chooseCorpus: () => void client.call('chooseCorpus', { side: 0 }).catch(fail),
  });
  const moves = compareSection({ strings, wordOf: (row) => words.word(row), onPick: focusRow });
  const settings = mapSection({
    ...{ strings, complete, clusters: state.clusters },
    choice: () => state.map,
    bookmarks: () => state.bookmarks,
    onChoice: changeMap,
    onClusters: (clusters) => {
      keep({ clusters });
      if (state.coloring === 'cluster') askForClusters();
    },
    onBookmark: addBookmark,
    onOpenBookmark: openBookmark,
    onRemoveBookmark: (bookmark) => {
      keep({ bookmarks: state.bookmarks.filter((other) => other !== bookmark) });
      settings.refresh();
    },
    content,
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
    openSentences: () => call('openSentences'),
    compare: () => call('chooseOther'),
  });
  const ownParts = [
    { id: 'neighbors', label: strings.neighbors, content: nearest.node },
    { id: 'analogy', label: strings.analogy, content: analogies.node },
    { id: 'evidence', label: strings.evidence, content: evidence.node },
    { id: 'map', label: strings.mapTab, content: settings.node },
  ];
  const comparePart = { id: 'compare', label: strings.compare, content: moves.node };
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, section: state.section, isOpen: state.details },
    parts: ownParts,
    onSection: (section) => {
      keep({ section });
      evidence.setSeen(section === 'evidence' && state.details);
    },
    onOpen: (isOpen) => {
      keep({ details: isOpen });
      evidence.setSeen(state.section === 'evidence' && isOpen);
    },
  });
  evidence.setSeen(state.section === 'evidence' && state.details);

  function openSection(id: string): void {
    if (side.node.hidden) side.toggle.node.click();
    side.node.querySelector('vscode-panels')?.setAttribute('activeid', `tab-${id}`);
  }

  function showAnswer(asked: AskedAnalogy | undefined, answer: WordNeighbor | undefined, reply: NeighborsReply): void {
    const row = (word: string): number => reply.of.find((one) => one.word === word)?.row ?? -1;
    const found = answer?.row ?? -1;
    arrows = asked
      ? [
          { from: row(asked.a), to: row(asked.b), isFound: false },
          { from: row(asked.c), to: found, isFound: true },
        ].filter(({ from, to }) => from >= 0 && to >= 0)
      : [];
    if (answer) words.note(answer.row, answer.word);
    neighbors = [undefined, undefined];
    nearest.show(undefined);
    evidence.show(undefined);
    const asking = reply.of.map((one) => one.row ?? -1).filter((index) => index >= 0);
    keep({ focus: '', focusRow: found, selected: asking });
    emphasize();
  }

  // --- isolating, bookmarks, saving

  function isolate(): void {
    const near = neighbors[0]?.neighbors.map(({ row }) => row) ?? [];
    const rows = state.selected.length > 1 ? state.selected : [state.focusRow, ...near];
    changeMap({ rows: [...new Set(rows)].filter((row) => row >= 0).sort((a, b) => a - b) });
  }

  function addBookmark(): void {
    if (!area.camera) return;
    const { map: choice, selected, coloring: kind, focus: word } = state;
    const name = strings.bookmarkName(state.bookmarks.length + 1, strings[choice.method], word);
    const bookmark = { name, map: choice, camera: area.camera, selected, coloring: kind };
    keep({ bookmarks: [...state.bookmarks, bookmark] });
    settings.refresh();
  }

  function openBookmark(bookmark: Bookmark): void {
    changeMap(bookmark.map);
    area.setCamera(bookmark.camera);
    hasMoved = true;
    keep({ camera: { camera: bookmark.camera } });
    if (bookmark.coloring !== state.coloring && bookmark.coloring !== 'column') color(bookmark.coloring);
    select(bookmark.selected);
  }

  function content(kind: 'png' | 'svg' | 'csv'): SaveFileRequest | undefined {
    if (!overview || area.count === 0) return undefined;
    const name = `${overview.title} ${strings[state.map.method]}`;
    if (kind === 'csv') return { name, kind, content: list.csv() };
    return { name, kind, content: kind === 'png' ? pngOfMaps(area.canvases()) : svgOfMaps(area.drawings()) };
  }

  // --- the page

  const list = wordTable({
    strings,
    rowOf: (index) => area.rows[index],
    wordOf: (index) => words.word(area.rows[index]),
    countOf: (index) => words.count(area.rows[index]),
    lineOf: (index) => words.line(area.rows[index]),
    valueOf: (index) => textOfValue(values, index),
    coordinate: (index, axis) => area.coordinate(index, axis),
    onPick: (index) => select([area.rows[index]]),
  });
  const needsAxes = element(
    'div',
    { class: 'notice' },
    element('p', { text: strings.noAxes }),
    button({ label: strings.chooseAxes, primary: true, onClick: () => openSection('map') }),
  );
  show(needsAxes, false);
  const legend = element('div', { class: 'map-legend' });
  const choice = element('p', { class: 'note chosen', attributes: { role: 'status', 'aria-live': 'polite' } });
  const spoken = element('p', { class: 'spoken', attributes: { role: 'status', 'aria-live': 'polite' } });
  const picture = element('div', { class: 'fill' }, area.node, legend);
  const twins = twin(
    strings.asTable,
    { picture, table: list.node },
    {
      asTable: state.asTable,
      onChange: (asTable) => {
        keep({ asTable });
        list.setCount(area.count);
        area.redraw();
      },
    },
  );
  const tools = toolbar({
    ...{ strings, state, complete },
    onMethod: (method) => {
      changeMap({ method });
      if (method === 'axes' && !isDrawable(state.map)) openSection('map');
    },
    onDimensions: (dimensions) => changeMap({ dimensions }),
    onFind: find,
    onColoring: color,
    onTool: (tool) => keep({ tool }),
    onFit: fitMap,
    onIsolate: isolate,
    onBack: () => changeMap({ rows: [] }),
    onStopComparing: () => call('clearOther'),
    onLayer: (layer) => void client.call('chooseLayer', { layer }).catch(fail),
    toggles: [twins.toggle.node, side.toggle.node],
  });
  const status = statusLine(strings, () => call('stopMap'));
  const main = element('section', { class: 'main' }, needsAxes, choice, picture, list.node);
  const body = element('div', { class: 'body' }, main, side.node);
  for (const node of [body, choice, legend]) show(node, false);
  document.getElementById('view')?.replaceChildren(tools.node, status.node, notice.node, body, spoken);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    tools.focusSearch();
  });
  onThemeChange(recolor);

  function updateTools(): void {
    if (!overview) return;
    const { sides } = overview;
    const isolated = state.map.rows.length > 0;
    tools.update({
      ...{ title: sides[0].title, hasCounts: sides[0].hasCounts },
      ...{ layers: sides[0].layers, layer: sides[0].layer },
      ...(sides.length > 1 ? { other: sides[1].title } : {}),
      ...(isolated ? { all: count(sides[0].words) } : {}),
      canIsolate: state.selected.length > 1 || state.focusRow >= 0,
    });
  }

  const updateStatus = (): void => status.set({ sides: overview?.sides ?? [], map, progress });

  function onOverview(event: EmbeddingsOverview): void {
    notice.clear();
    const isNews = overview?.version !== event.version;
    overview = event;
    const { sides } = event;
    show(body, true);
    if (isNews) {
      words = wordsOf(client, 0, () => {
        if (state.coloring === 'frequency') recolor();
        list.setCount(area.count);
        moves.redraw();
        area.redraw();
      });
      map = progress = undefined;
      isNew = true;
      area.setTitles(sides.map(({ title }) => title));
      side.setParts(sides.length > 1 ? [...ownParts, comparePart] : ownParts);
      settings.setCanOpenSentences(!sides[0].isSentences);
      nearest.setSides(sides);
      if (state.focusRow >= 0 || state.focus !== '') focus(state.focus, state.focusRow);
      if (state.coloring === 'cluster') askForClusters();
      draw();
    }
    evidence.setCorpus(sides[0].hasCorpus);
    updateTools();
    updateStatus();
  }

  return {
    notice: (event) => {
      notice.show(event);
      show(body, false);
    },
    overview: onOverview,
    map: (event) => {
      map = event;
      progress = undefined;
      if (event.positions) setPositions(event.positions, event);
      updateStatus();
    },
    progress: (event) => {
      if (map?.status !== 'working' || event.serial !== map.serial) return;
      progress = event;
      if (event.positions) setPositions(event.positions, map);
      updateStatus();
    },
    coloring: (event) => {
      coloring = event;
      if (event.kind !== state.coloring) return;
      recolor();
      list.setCount(area.count);
    },
    comparison: (event) => {
      comparison = event;
      moves.set(event);
      if (event.reply)
        void words.fetch(new Int32Array(event.reply.rowsA).reduce((a, b) => Math.max(a, b), -1) + 1).catch(fail);
      if (state.coloring === 'moved') recolor();
    },
    show: ({ word, analogy }: ShowRequest) => {
      if (word !== undefined) find(word);
      if (!analogy) return;
      openSection('analogy');
      void analogies.solve(analogy);
    },
  };
}
