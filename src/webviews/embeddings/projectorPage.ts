// The page of the Embeddings view around its map and panel: the toolbar, the line below it, the map or its table.

import type { EmbeddingsViewContract } from '../../protocol/embeddingsView';
import { count } from '../../protocol/figures';
import type { Client } from '../../protocol/rpc';
import { element, show } from '../shared/element';
import type { NoticeArea } from '../shared/notice';
import { type MainPart, mainPart } from './mainPart';
import type { MapArea } from './map/mapArea';
import type { MapControl } from './map/mapControl';
import type { PointColoring } from './map/pointColoring';
import type { OpenVectors } from './openVectors';
import type { Panel } from './panel/panel';
import type { SortingOf } from './panel/sorting';
import { type StatusLine, statusLine } from './statusLine';
import type { EmbeddingsStrings } from './strings';
import { type Toolbar, toolbar } from './toolbar';
import { type EmbeddingsViewState, isDrawable } from './viewState';
import type { WordActions } from './words/wordActions';
import type { WordChoice } from './words/wordChoice';
import { type WordTable, wordTable } from './words/wordTable';

export interface ProjectorPageOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: Readonly<EmbeddingsViewState>;
  keep(change: Partial<EmbeddingsViewState>): void;
  sorting: SortingOf;
  opened: OpenVectors;
  area: MapArea;
  control: MapControl;
  chosen: WordChoice;
  actions: WordActions;
  colors: PointColoring;
  side: Panel;
  notice: NoticeArea;
  /** The menu of a word. */
  menu: HTMLElement;
}

export class ProjectorPage {
  readonly list: WordTable;
  readonly main: MainPart;
  readonly tools: Toolbar;
  private readonly status: StatusLine;
  private readonly body: HTMLElement;

  constructor(private readonly options: ProjectorPageOptions) {
    const { client, strings, side, notice, menu } = options;
    this.list = this.makeTable();
    this.main = this.makeMain();
    this.tools = this.makeToolbar();
    const call = (name: 'stopMap' | 'judgeMap') => (): void => void client.call(name, {}).catch(notice.fail);
    this.status = statusLine(strings, { onStop: call('stopMap'), onJudge: call('judgeMap') });
    this.body = element('div', { class: 'body' }, this.main.node, side.node);
    this.show(false);
    const above = [this.tools.node, this.status.node, notice.node];
    document.getElementById('view')?.replaceChildren(...above, this.body, this.main.spoken, menu);
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.tools.focusSearch();
    });
  }

  /** Without vectors there is nothing to show. */
  show(areOpen: boolean): void {
    show(this.body, areOpen);
  }

  drawStatus(): void {
    const { opened, control } = this.options;
    const { map, progress } = control;
    this.status.set({ sides: opened.overview?.sides ?? [], map, progress });
  }

  drawTools(): void {
    const { opened, state } = this.options;
    const { sides } = opened.overview ?? { sides: [] };
    if (sides.length === 0) return;
    const [first, second] = sides;
    this.tools.update({
      ...{ title: first.title, hasCounts: first.hasCounts, layers: first.layers, layer: first.layer },
      ...{ areTexts: first.isSentences, hasLabels: first.hasLabels, poolings: first.poolings, pooling: first.pooling },
      ...(sides.length > 1 ? { other: second.title } : {}),
      ...(state.map.rows.length > 0 ? { all: count(first.words) } : {}),
      canIsolate: state.selected.length > 1 || state.focusRow >= 0,
    });
  }

  /** Other words are chosen. */
  drawChoice(): void {
    this.main.setChoice(this.choiceText());
    this.drawTools();
  }

  /** '' where the map says it. */
  private choiceText(): string {
    const { strings, state, area } = this.options;
    const { selected, focus, focusRow } = state;
    const isMissing = focus !== '' && focusRow >= 0 && area.count > 0 && area.indexOf(focusRow) < 0;
    if (isMissing) return strings.notOnMap(focus);
    return selected.length > 1 ? strings.selected(count(selected.length)) : '';
  }

  private makeTable(): WordTable {
    const { strings, sorting, area, opened, colors, chosen } = this.options;
    return wordTable({
      ...{ strings, area, words: () => opened.words, sorting: sorting('map') },
      areTexts: () => opened.areTexts,
      valueOf: (index) => colors.textOf(index),
      onPick: (index) => chosen.select([area.rows[index]]),
    });
  }

  private makeMain(): MainPart {
    const { strings, state, keep, area, colors, side } = this.options;
    return mainPart({
      ...{ strings, map: area.node, legend: colors.legend, table: this.list.node, asTable: state.asTable },
      onTable: (asTable) => {
        keep({ asTable });
        this.list.draw();
        area.redraw();
      },
      onChooseAxes: () => side.openSection('map'),
    });
  }

  private makeToolbar(): Toolbar {
    const { client, strings, state, keep, opened, control, actions, colors, side, notice } = this.options;
    return toolbar({
      ...{ strings, state, complete: (prefix) => opened.complete(prefix) },
      onMethod: (method) => {
        control.change({ method });
        if (method === 'axes' && !isDrawable(state.map)) side.openSection('map');
      },
      onDimensions: (dimensions) => control.change({ dimensions }),
      onFind: actions.find,
      onColoring: (kind) => {
        keep({ hasChosenColors: true });
        colors.choose(kind);
      },
      onTool: (tool) => keep({ tool }),
      onFit: () => control.fit(),
      onIsolate: actions.isolate,
      onBack: () => control.change({ rows: [] }),
      onStopComparing: () => void client.call('clearOther', {}).catch(notice.fail),
      onPooling: (pooling) => void client.call('choosePooling', { pooling }).catch(notice.fail),
      onLayer: (layer) => void client.call('chooseLayer', { layer }).catch(notice.fail),
      toggles: [this.main.toggle.node, side.toggle],
    });
  }
}
