// One run's attention: the maps of a sentence as a heat map, as lines or as a table, and what is where the person is.

import type { OfferedRun } from '../../protocol/attentionView';
import { count } from '../../protocol/figures';
import { cutText } from '../shared/answers/cutNote';
import { element, say, show } from '../shared/element';
import { onThemeChange } from '../shared/theme';
import type { FoundMaps } from './askMaps';
import type { Cell } from './mapData';
import type { MapSettings } from './mapMaker';
import { type AskedTexts, paneAsking, type PaneAskingOptions } from './paneAsking';
import { paneMaps, type PaneMaps } from './paneMaps';
import { type Mode, panePictures, type PanePictures } from './panePictures';

export interface PaneSettings extends MapSettings {
  mode: Mode;
}

export interface Pane extends Pick<PanePictures, 'png' | 'svg' | 'csv'> {
  node: HTMLElement;
  readonly run: OfferedRun | undefined;
  readonly maps: Pick<PaneMaps, 'heads' | 'row'>;
  load(run: OfferedRun, texts: AskedTexts): void;
  show(settings: PaneSettings): void;
  clear(): void;
  /** Its run's name is said elsewhere where it is alone. */
  showTitle(isShown: boolean): void;
}

export interface PaneOptions extends Omit<PaneAskingOptions, 'onMaps'> {
  /** Other maps are there, or another row is chosen. */
  onLoaded(): void;
  onRow(): void;
}

export function attentionPane({ client, strings, onLoaded, onRow }: PaneOptions): Pane {
  let run: OfferedRun | undefined;
  let settings: PaneSettings | undefined;
  const maps = paneMaps(strings);
  const asking = paneAsking({ client, strings, onMaps: adopt });
  const pictures = panePictures({ strings, describe: maps.describe, onSelect: select, onDrawn: drawReadout });
  const page = paneElements(asking.notice.node, pictures);

  function adopt(found: FoundMaps | undefined): void {
    take(found);
    onLoaded();
  }

  function take(found: FoundMaps | undefined): void {
    maps.adopt(found);
    const text = found?.found.target.text ?? '';
    say(page.output, found ? strings.output(text) : '');
    page.output.title = text;
    show(page.output, found !== undefined);
    const cut = found?.found.source.cut;
    say(page.cut, cut ? cutText(cut, strings) : '');
    show(page.cut, cut !== undefined);
  }

  function draw(): void {
    if (!settings) return;
    maps.choose(settings);
    pictures.draw(settings.mode, maps.data, maps.cell);
    show(page.empty, maps.data === undefined && asking.notice.node.hidden);
    say(page.empty, maps.sentence && run ? strings.nothingOfKind(run.name) : strings.noText);
    drawReadout();
  }

  function select(next: Cell | undefined): void {
    maps.select(next);
    pictures.mark(maps.cell);
    drawReadout();
    onRow();
  }

  function drawReadout(): void {
    const { shown, total } = pictures.counts;
    const isCut = maps.data && !maps.cell && settings?.mode === 'lines' && shown < total;
    say(page.readout, isCut ? `${maps.summary} · ${strings.linesShown(count(shown), count(total))}` : maps.summary);
  }

  function setRun(next: OfferedRun | undefined): void {
    run = next;
    say(page.title, next?.name ?? '');
  }

  onThemeChange(draw);
  return {
    ...{ node: page.node, maps, png: pictures.png, svg: pictures.svg, csv: pictures.csv },
    get run() {
      return run;
    },
    load(next, texts) {
      setRun(next);
      asking.ask(next, texts);
    },
    show(next) {
      settings = next;
      draw();
    },
    clear() {
      asking.drop();
      setRun(undefined);
      take(undefined);
    },
    showTitle: (isShown) => show(page.title, isShown),
  };
}

function paneElements(notice: HTMLElement, { nodes, key }: PanePictures) {
  const title = element('h2');
  const output = element('p', { class: 'output note' });
  const cut = element('p', { class: 'note cut' });
  const empty = element('p', { class: 'empty' });
  const readout = element('p', { class: 'readout', attributes: { role: 'status', 'aria-live': 'polite' } });
  const pictures = element('div', { class: 'pictures' }, ...nodes, empty);
  const foot = element('div', { class: 'row foot' }, readout, key);
  const node = element('section', { class: 'pane' }, title, notice, output, cut, pictures, foot);
  for (const line of [output, cut]) show(line, false);
  return { node, title, output, cut, empty, readout };
}
