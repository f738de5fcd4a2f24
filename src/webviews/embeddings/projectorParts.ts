// The parts of the Embeddings view and what they tell each other: the map and how it is looked at, which words are chosen, what
// points are coloured by, the panel beside the map.

import type { EmbeddingsViewContract } from '../../protocol/embeddingsView';
import type { Client } from '../../protocol/rpc';
import type { SaveFileRequest } from '../../protocol/saveFile';
import type { NoticeArea } from '../shared/notice';
import type { PictureKind } from '../shared/saveButton';
import { MapArea } from './map/mapArea';
import { MapControl } from './map/mapControl';
import { mapFile } from './map/mapFile';
import { pointLines, shortened } from './map/mapTexts';
import { PointColoring } from './map/pointColoring';
import { OpenVectors } from './openVectors';
import { bookmarks } from './panel/bookmarks';
import { type Panel, panel } from './panel/panel';
import type { SortingOf } from './panel/sorting';
import type { ProjectorPage } from './projectorPage';
import type { EmbeddingsStrings } from './strings';
import type { EmbeddingsViewState } from './viewState';
import { type PopupMenu, popupMenu } from '../shared/popupMenu';
import { type WordActions, wordActions } from './words/wordActions';
import { WordChoice } from './words/wordChoice';

export interface ProjectorPartsOptions {
  client: Client<EmbeddingsViewContract>;
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  keep(change: Partial<EmbeddingsViewState>): void;
  sorting: SortingOf;
  notice: NoticeArea;
  /** The page that is made of the parts. */
  page(): ProjectorPage;
}

export class ProjectorParts {
  readonly opened: OpenVectors;
  readonly area: MapArea;
  readonly control: MapControl;
  readonly chosen: WordChoice;
  readonly colors: PointColoring;
  readonly menu: PopupMenu = popupMenu();
  readonly actions: WordActions;
  readonly side: Panel;

  constructor(private readonly options: ProjectorPartsOptions) {
    this.opened = new OpenVectors(options.client, () => this.onWords());
    this.area = this.makeArea();
    this.control = this.makeControl();
    this.chosen = this.makeChoice();
    this.actions = this.makeActions();
    this.colors = this.makeColoring();
    this.side = this.makePanel();
  }

  private makeArea(): MapArea {
    const { strings, state } = this.options;
    const wordAt = (index: number): string => this.opened.words.word(this.area.rows[index]);
    return new MapArea({
      label: strings.mapLabel,
      tool: () => state.tool,
      textOf: (index) => shortened(wordAt(index)),
      hoverLines: (index) => {
        const value = this.colors.shownText(index);
        return pointLines(this.area.rows[index], this.opened.words, strings, value);
      },
      onCamera: (camera) => this.control.moved(camera),
      onSelect: (rows, adds) => this.chosen.select(adds ? [...state.selected, ...rows] : rows),
      onOpen: (row) => this.actions.openLines(row),
      onMenu: (row, place) => this.actions.openMenu(row, place),
      onEscape: () => this.chosen.select([]),
      onFit: () => this.control.fit(),
    });
  }

  private makeControl(): MapControl {
    const { page, notice, ...options } = this.options;
    return new MapControl({
      ...{ ...options, area: this.area, onFailure: notice.fail },
      isReady: () => this.opened.overview !== undefined,
      onChoice: () => {
        page().tools.refresh();
        this.side.settings.refresh();
      },
      onDrawable: (canDraw) => page().main.setDrawable(canDraw),
      onPoints: (areOthers) => this.onPoints(areOthers),
      onStatus: () => page().drawStatus(),
    });
  }

  private makeChoice(): WordChoice {
    const { strings, state, keep, page } = this.options;
    return new WordChoice({
      ...{ state, keep, area: this.area, words: () => this.opened.words },
      onFocus: (asked) => {
        this.side.nearest.show(asked);
        this.side.evidence.show(asked?.word);
        page().main.say(asked ? strings.said(asked.word) : '');
      },
      onChange: () => page().drawChoice(),
    });
  }

  private makeActions(): WordActions {
    const { client, strings, state, notice } = this.options;
    const { chosen, control, menu, opened } = this;
    return wordActions({
      ...{ strings, state, chosen, control, menu, side: () => this.side, onFailure: notice.fail },
      wordOf: (row) => opened.words.word(row),
      rowOfText: (text) => (opened.areTexts ? opened.words.rowOf(text) : -1),
      areTexts: () => opened.areTexts,
      revealText: (row) => void client.call('revealText', { row }).catch(notice.fail),
    });
  }

  private makeColoring(): PointColoring {
    const { page, notice, ...options } = this.options;
    const { area, opened } = this;
    return new PointColoring({
      ...{ ...options, area, onFailure: notice.fail },
      words: () => opened.words,
      overview: () => opened.overview,
      comparison: () => opened.comparison,
      onKind: () => {
        page().tools.refresh();
        page().list.draw();
      },
    });
  }

  private makePanel(): Panel {
    const { client, strings, state, keep, sorting, notice } = this.options;
    const { area, control, chosen, colors, opened } = this;
    const onAdded = (): void => this.side.settings.refresh();
    return panel({
      ...{ client, strings, state, keep, sorting, chosen, colors, onFailure: notice.fail },
      bookmarks: bookmarks({ strings, state, keep, area, control, chosen, colors, onAdded }),
      complete: (prefix) => opened.complete(prefix),
      content: (kind) => this.content(kind),
      find: this.actions.find,
      changeMap: (choice) => control.change(choice),
      wordOf: (row) => opened.words.word(row),
    });
  }

  private onPoints(areOthers: boolean): void {
    const { page, notice } = this.options;
    if (areOthers) {
      void this.opened.fetchWords(this.area.rows).catch(notice.fail);
      this.colors.follow();
    }
    page().list.draw();
    this.chosen.emphasize();
  }

  /** More words are known. */
  private onWords(): void {
    const { state, page } = this.options;
    if (state.coloring === 'frequency') this.colors.refresh();
    page().list.draw();
    this.side.moves.redraw();
    this.area.redraw();
  }

  private content(kind: PictureKind): SaveFileRequest | undefined {
    const { strings, state, page } = this.options;
    const { opened, area, colors } = this;
    if (!opened.overview || area.count === 0) return undefined;
    const name = `${opened.overview.title} ${strings[state.map.method]}`;
    return mapFile(kind, { name, area, csv: page().list.csv, legend: () => colors.entries() });
  }
}
