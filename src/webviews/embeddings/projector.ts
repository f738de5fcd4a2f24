// The Embeddings view at work: what is chosen, which map is drawn, and what each part is told when one of them changes.

import type {
  Comparison,
  EmbeddingsOverview,
  EmbeddingsViewContract,
  MapProgress,
  MapState,
  ShowRequest,
} from '../../protocol/embeddingsView';
import { count } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { EventListeners } from '../../protocol/rpc';
import type { SaveFileRequest } from '../../protocol/saveFile';
import type { Connection } from '../shared/connect';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { onThemeChange } from '../shared/theme';
import { twin } from '../shared/twin';
import { mapArea } from './mapArea';
import { type MapFileKind, mapFile } from './mapFile';
import type { ScreenPlace } from './pick';
import { axisTitles, pointLines, shortened } from './mapTexts';
import { panel } from './panel';
import { pointColoring } from './pointColoring';
import { pointMenuItems } from './pointMenu';
import { popupMenu } from './popupMenu';
import { statusLine } from './statusLine';
import { embeddingsStrings } from './strings';
import { toolbar } from './toolbar';
import { type Bookmark, type EmbeddingsViewState, isDrawable, type MapChoice, mended, settingsOf } from './viewState';
import { wordChoice } from './wordChoice';
import { type Words, wordsOf } from './words';
import { wordTable } from './wordTable';

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
  let comparison: Comparison | undefined;
  let words: Words = wordsOf(client, 0, () => undefined);
  /** Words and colours are not those of the vectors that have just been opened. */
  let isNew = true;
  /** The person has moved the map: it is not fitted again until another is drawn. */
  let hasMoved = state.camera.camera !== undefined;

  const fail = (error: unknown): void => {
    const { code, message } = LabError.toData(error);
    if (code !== 'CANCELLED') notice.show({ kind: 'error', message });
  };
  const call = (name: 'cancel' | 'again' | 'stopMap' | 'clearOther'): void => void client.call(name, {}).catch(fail);
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

  const area = mapArea({
    label: strings.mapLabel,
    tool: () => state.tool,
    textOf: (index) => shortened(words.word(area.rows[index])),
    hoverLines: (index) => pointLines(area.rows[index], words, strings, colors.shownText(index)),
    onCamera: (camera) => {
      hasMoved = true;
      keep({ camera: { camera } });
    },
    onSelect: (rows, adds) => chosen.select(adds ? [...state.selected, ...rows] : rows),
    onOpen: openLines,
    onMenu: openMenu,
    onEscape: () => chosen.select([]),
    onFit: fitMap,
  });

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
    area.setAxes(axisTitles(made, strings));
    if (!isSame || isNew) {
      isNew = false;
      const last = points.rows.reduce((most, row) => Math.max(most, row), -1);
      void words.fetch(last + 1).catch(fail);
      colors.refresh();
    }
    list.setCount(area.count);
    chosen.emphasize();
  }

  // --- what is chosen

  const chosen = wordChoice({
    ...{ state, keep, area, words: () => words },
    onFocus: (asked) => {
      nearest.show(asked);
      evidence.show(asked?.word);
      say(spoken, asked ? strings.said(asked.word) : '');
    },
    onChange: () => {
      const { selected, focus, focusRow } = state;
      const isMissing = focus !== '' && focusRow >= 0 && area.count > 0 && area.indexOf(focusRow) < 0;
      const many = selected.length > 1 ? strings.selected(count(selected.length)) : '';
      say(choice, isMissing ? strings.notOnMap(focus) : many);
      show(choice, choice.textContent !== '');
      updateTools();
    },
  });

  function find(word: string): void {
    chosen.find(word);
    side.openSection('neighbors');
  }

  function openLines(row: number): void {
    chosen.focusRow(row);
    side.openSection('evidence');
  }

  function openMenu(row: number, place: ScreenPlace): void {
    const word = words.word(row);
    const selected = state.selected.includes(row) ? state.selected.length : 0;
    const origin = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    const items = pointMenuItems({
      ...{ strings, word, selected, onFailure: fail, showLines: () => openLines(row) },
      showNeighbors: () => {
        chosen.focusRow(row);
        side.openSection('neighbors');
      },
      isolate: () => {
        if (selected <= 1 && state.focusRow !== row) chosen.focusRow(row);
        if (selected > 1) isolate();
        else chosen.whenNeighbors(isolate);
      },
      useInAnalogy: (part) => {
        analogies.set(part, word);
        side.openSection('analogy');
      },
    });
    menu.open(place, strings.pointMenu(word), items, origin);
  }

  const isolate = (): void => changeMap({ rows: chosen.rowsToIsolate() });

  const colors = pointColoring({
    ...{ client, strings, state, keep, area, words: () => words, onFailure: fail },
    overview: () => overview,
    comparison: () => comparison,
    onKind: () => {
      tools.refresh();
      list.setCount(area.count);
    },
  });

  // --- the panel

  const side = panel({
    ...{ client, strings, state, keep, complete, chosen, colors, find, changeMap, content, onFailure: fail },
    wordOf: (row) => words.word(row),
    bookmarks: { add: addBookmark, open: openBookmark },
  });
  const { nearest, analogies, evidence, moves, settings } = side;

  // --- bookmarks, saving

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
    if (bookmark.coloring !== state.coloring && bookmark.coloring !== 'column') colors.choose(bookmark.coloring);
    chosen.select(bookmark.selected);
  }

  function content(kind: MapFileKind): SaveFileRequest | undefined {
    if (!overview || area.count === 0) return undefined;
    const name = `${overview.title} ${strings[state.map.method]}`;
    return mapFile(kind, { name, area, csv: list.csv, legend: colors.entries });
  }

  // --- the page

  const list = wordTable({
    strings,
    rowOf: (index) => area.rows[index],
    wordOf: (index) => words.word(area.rows[index]),
    countOf: (index) => words.count(area.rows[index]),
    lineOf: (index) => words.line(area.rows[index]),
    valueOf: colors.textOf,
    coordinate: (index, axis) => area.coordinate(index, axis),
    onPick: (index) => chosen.select([area.rows[index]]),
  });
  const needsAxes = element(
    'div',
    { class: 'notice' },
    element('p', { text: strings.noAxes }),
    button({ label: strings.chooseAxes, primary: true, onClick: () => side.openSection('map') }),
  );
  show(needsAxes, false);
  const menu = popupMenu();
  const choice = element('p', { class: 'note chosen', attributes: { role: 'status', 'aria-live': 'polite' } });
  const spoken = element('p', { class: 'spoken', attributes: { role: 'status', 'aria-live': 'polite' } });
  const picture = element('div', { class: 'fill' }, area.node, colors.legend);
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
      if (method === 'axes' && !isDrawable(state.map)) side.openSection('map');
    },
    onDimensions: (dimensions) => changeMap({ dimensions }),
    onFind: find,
    onColoring: colors.choose,
    onTool: (tool) => keep({ tool }),
    onFit: fitMap,
    onIsolate: isolate,
    onBack: () => changeMap({ rows: [] }),
    onStopComparing: () => call('clearOther'),
    onLayer: (layer) => void client.call('chooseLayer', { layer }).catch(fail),
    toggles: [twins.toggle.node, side.toggle],
  });
  const status = statusLine(strings, () => call('stopMap'));
  const main = element('section', { class: 'main' }, needsAxes, choice, picture, list.node);
  const body = element('div', { class: 'body' }, main, side.node);
  for (const node of [body, choice]) show(node, false);
  document.getElementById('view')?.replaceChildren(tools.node, status.node, notice.node, body, spoken, menu.node);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    tools.focusSearch();
  });
  onThemeChange(colors.refresh);

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
        if (state.coloring === 'frequency') colors.refresh();
        list.setCount(area.count);
        moves.redraw();
        area.redraw();
      });
      map = progress = undefined;
      isNew = true;
      area.setTitles(sides.map(({ title }) => title));
      side.setCompared(sides.length > 1);
      settings.setCanOpenSentences(!sides[0].isSentences);
      nearest.setSides(sides);
      if (state.focusRow >= 0 || state.focus !== '') chosen.focus(state.focus, state.focusRow);
      if (state.coloring === 'cluster') colors.askForClusters();
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
      colors.set(event);
      list.setCount(area.count);
    },
    comparison: (event) => {
      comparison = event;
      moves.set(event);
      if (event.reply)
        void words.fetch(new Int32Array(event.reply.rowsA).reduce((a, b) => Math.max(a, b), -1) + 1).catch(fail);
      if (state.coloring === 'moved') colors.refresh();
    },
    show: ({ word, analogy }: ShowRequest) => {
      if (word !== undefined) find(word);
      if (!analogy) return;
      side.openSection('analogy');
      void analogies.solve(analogy);
    },
  };
}
