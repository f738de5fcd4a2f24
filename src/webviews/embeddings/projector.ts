// The Embeddings view at work: what is chosen, which map is drawn, and what each part is told when one of them changes.

import type {
  Comparison,
  EmbeddingsOverview,
  EmbeddingsViewContract,
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
import { bookmarks } from './bookmarks';
import { mapArea } from './mapArea';
import { mapControl } from './mapControl';
import { type MapFileKind, mapFile } from './mapFile';
import { pointLines, shortened } from './mapTexts';
import { panel } from './panel';
import { pointColoring } from './pointColoring';
import { popupMenu } from './popupMenu';
import { statusLine } from './statusLine';
import { embeddingsStrings } from './strings';
import { toolbar } from './toolbar';
import { type EmbeddingsViewState, isDrawable, mended } from './viewState';
import { wordActions } from './wordActions';
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
  let comparison: Comparison | undefined;
  let words: Words = wordsOf(client, 0, () => undefined);

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
    onCamera: (camera) => control.moved(camera),
    onSelect: (rows, adds) => chosen.select(adds ? [...state.selected, ...rows] : rows),
    onOpen: (row) => actions.openLines(row),
    onMenu: (row, place) => actions.openMenu(row, place),
    onEscape: () => chosen.select([]),
    onFit: () => control.fit(),
  });

  const control = mapControl({
    ...{ client, strings, state, keep, area, isReady: () => overview !== undefined, onFailure: fail },
    onChoice: () => {
      tools.refresh();
      settings.refresh();
    },
    onDrawable: (canDraw) => show(needsAxes, !canDraw),
    onPoints: (areOthers) => {
      if (areOthers) {
        const last = area.rows.reduce((most, row) => Math.max(most, row), -1);
        void words.fetch(last + 1).catch(fail);
        colors.refresh();
      }
      list.setCount(area.count);
      chosen.emphasize();
    },
    onStatus: updateStatus,
  });

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

  const menu = popupMenu();
  const actions = wordActions({
    ...{ strings, state, chosen, control, menu, side: () => side, onFailure: fail },
    wordOf: (row) => words.word(row),
  });

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

  const marks = bookmarks({
    ...{ strings, state, keep, area, control, chosen, colors, onAdded: () => settings.refresh() },
  });
  const side = panel({
    ...{ client, strings, state, keep, complete, chosen, colors, content, bookmarks: marks, onFailure: fail },
    ...{ find: actions.find, changeMap: control.change },
    wordOf: (row) => words.word(row),
  });
  const { nearest, analogies, similarities, evidence, cooccurrence, moves, settings } = side;

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
      control.change({ method });
      if (method === 'axes' && !isDrawable(state.map)) side.openSection('map');
    },
    onDimensions: (dimensions) => control.change({ dimensions }),
    onFind: actions.find,
    onColoring: colors.choose,
    onTool: (tool) => keep({ tool }),
    onFit: control.fit,
    onIsolate: actions.isolate,
    onBack: () => control.change({ rows: [] }),
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

  function updateStatus(): void {
    const { map, progress } = control;
    status.set({ sides: overview?.sides ?? [], map, progress });
  }

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
      control.renew();
      area.setTitles(sides.map(({ title }) => title));
      side.setCompared(sides.length > 1);
      settings.setCanOpenSentences(!sides[0].isSentences);
      nearest.setSides(sides);
      similarities.renew();
      if (state.focusRow >= 0 || state.focus !== '') chosen.focus(state.focus, state.focusRow);
      if (state.coloring === 'cluster') colors.askForClusters();
      control.draw();
    }
    for (const part of [evidence, cooccurrence]) part.setCorpus(sides[0].hasCorpus);
    updateTools();
    updateStatus();
  }

  return {
    notice: (event) => {
      notice.show(event);
      show(body, false);
    },
    overview: onOverview,
    map: control.setMap,
    progress: control.setProgress,
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
    cooccurrence: cooccurrence.set,
    show: ({ word, analogy }: ShowRequest) => {
      if (word !== undefined) actions.find(word);
      if (!analogy) return;
      side.openSection('analogy');
      void analogies.solve(analogy);
    },
  };
}
