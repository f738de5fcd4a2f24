// One run's attention: asks for the maps of a sentence, shows them as a heat map, as lines or as a table, says what is
// where the person is.

import type { AttentionViewContract, OfferedRun } from '../../protocol/attentionView';
import { count, figure, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { Client } from '../../protocol/rpc';
import { categoryColor, type ColorScale, legend, sequentialScale } from '../shared/colorScale';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { onThemeChange, themeColor } from '../shared/theme';
import { askMaps } from './askMaps';
import { cellRows, cellsTable, entriesOf, type RowEntry } from './cellsTable';
import { headFigures } from './headFigures';
import { headLines } from './headLines';
import { heatMap } from './heatMap';
import { isDashed } from './lineDrawing';
import type { Cell, MapData } from './mapData';
import { type KindHead, mapMaker, type MapSettings, type Sentence } from './mapMaker';
import type { AttentionStrings } from './strings';
import { linesSvg, mapSvg } from './svg';
import { largestOf } from './weights';

export interface PaneSettings extends MapSettings {
  mode: 'map' | 'lines' | 'table';
}

export interface Pane {
  node: HTMLElement;
  readonly run: OfferedRun | undefined;
  readonly heads: readonly KindHead[];
  /** The row that is chosen: where it looks, the largest first. */
  readonly row: { token: string; entries: RowEntry[] } | undefined;
  load(run: OfferedRun, source: string, target: string): Promise<void>;
  show(settings: PaneSettings): void;
  clear(): void;
  png(): string | undefined;
  svg(): string | undefined;
  csv(): string | undefined;
}

export interface PaneOptions {
  client: Client<AttentionViewContract>;
  strings: AttentionStrings;
  /** Other maps are there, or another row is chosen. */
  onLoaded(): void;
  onRow(): void;
}

export function attentionPane({ client, strings, onLoaded, onRow }: PaneOptions): Pane {
  let run: OfferedRun | undefined;
  let sentence: Sentence | undefined;
  let heads: KindHead[] = [];
  let settings: PaneSettings | undefined;
  let data: MapData | undefined;
  let cell: Cell | undefined;
  let scale: ColorScale = sequentialScale(0, 1);
  let cancel = new AbortController();
  let asked: [OfferedRun, string, string] | undefined;
  const maker = mapMaker(strings.headNumber);

  const notice = noticeArea({
    working: button({ label: strings.cancel, onClick: () => cancel.abort() }),
    error: button({ label: strings.again, onClick: () => asked && void load(...asked) }),
  });
  const title = element('h2');
  const output = element('p', { class: 'output note' });
  const readout = element('p', { class: 'readout', attributes: { role: 'status', 'aria-live': 'polite' } });
  const key = element('div', { class: 'key' });
  const pictureOptions = {
    scale: () => scale,
    describe,
    onSelect: (next: Cell | undefined) => select(next),
  };
  const map = heatMap({ ...pictureOptions, label: strings.picture(strings.map) });
  const lines = headLines({ ...pictureOptions, label: strings.picture(strings.lines), onDrawn: drawReadout });
  const cells = cellsTable(strings, { data: () => data, onPick: (next) => select(next) });
  const empty = element('p', { class: 'empty', text: strings.noText });
  const pictures = element('div', { class: 'pictures' }, map.node, lines.node, cells.node, empty);
  const node = element('section', { class: 'pane' }, title, notice.node, output, pictures, readout, key);

  async function load(next: OfferedRun, source: string, target: string): Promise<void> {
    cancel.abort();
    const mine = (cancel = new AbortController());
    asked = [next, source, target];
    run = next;
    say(title, next.name);
    notice.show({ kind: 'working', message: strings.working });
    try {
      const { found, weights } = await askMaps(client, { run: next.id, source, target }, mine.signal, (fraction) =>
        notice.show({ kind: 'working', message: strings.reading, fraction }),
      );
      if (mine.signal.aborted) throw new LabError('CANCELLED', '');
      adopt(found, weights);
      notice.clear();
    } catch (error) {
      if (mine !== cancel) return; // another question is on its way
      adopt(undefined, []);
      const { code, message } = LabError.toData(error);
      notice.show({ kind: 'error', message: code === 'CANCELLED' ? strings.cancelled : message });
    }
    onLoaded();
  }

  function adopt(next: Sentence | undefined, weights: readonly Float32Array[]): void {
    sentence = next;
    maker.forget();
    heads = (next?.maps ?? []).map(({ kind, layer, head, rows, columns }, i) => {
      const matrix = { rows, columns, weights: weights[i] };
      return { kind, layer, head, matrix, figures: headFigures(matrix) };
    });
    cell = undefined;
    say(output, next ? strings.output(next.target.text) : '');
    output.title = next?.target.text ?? '';
    show(output, next !== undefined);
  }

  function draw(): void {
    if (!settings) return;
    const { mode } = settings;
    data = sentence && maker.dataFor(sentence, heads, settings);
    if (data && cell && (cell.row >= data.matrix.rows || cell.column >= data.matrix.columns)) cell = undefined;
    show(map.node, data !== undefined && mode === 'map');
    show(lines.node, data !== undefined && mode === 'lines');
    show(cells.node, data !== undefined && mode === 'table');
    show(empty, data === undefined && notice.node.hidden);
    say(empty, sentence && run ? strings.nothingOfKind(run.name) : strings.noText);
    if (!data) {
      key.replaceChildren();
      return drawReadout();
    }
    scale = sequentialScale(0, largestOf(data.matrix) || 1);
    if (mode === 'map') map.show(data, cell);
    else if (mode === 'lines') lines.show(data, cell);
    else cells.setRows(cellRows(data));
    key.replaceChildren(mode === 'lines' ? headKey(data) : legend(scale, figure, strings.legend));
    drawReadout();
  }

  function select(next: Cell | undefined): void {
    cell = next && { row: next.row, column: next.column };
    if (data && settings?.mode === 'map') map.show(data, cell);
    if (data && settings?.mode === 'lines') lines.show(data, cell);
    drawReadout();
    onRow();
  }

  function drawReadout(): void {
    if (!data) return say(readout, '');
    const size = strings.size(count(data.matrix.rows), count(data.matrix.columns));
    const { shown, total } = lines.counts;
    const rest =
      settings?.mode === 'lines' && shown < total ? ` · ${strings.linesShown(count(shown), count(total))}` : '';
    say(readout, cell ? describe(cell).join(' · ') : `${size}${rest}`);
  }

  function describe({ row, column }: Cell): string[] {
    if (!data || !sentence) return [];
    const { matrix, rows, columns } = data;
    const weight = figure(matrix.weights[row * matrix.columns + column]);
    const token = rows.labels[row];
    const lines = [strings.cell(token, columns.labels[column], weight), strings.places(row + 1, column + 1)];
    const { tokenLogProbabilities } = sentence;
    const { first, end } = rows.spans[row];
    // The rows of the source, which the model does not make.
    const others = settings?.kind === 'joint' ? sentence.source.tokens.length : 0;
    const logs =
      settings?.kind === 'encoder' || first < others ? [] : tokenLogProbabilities.slice(first - others, end - others);
    if (logs.length > 0)
      lines.push(strings.probability(token, share(Math.exp(logs.reduce((sum, value) => sum + value, 0)))));
    return lines;
  }

  onThemeChange(draw);
  show(output, false);
  return {
    node,
    get run() {
      return run;
    },
    get heads() {
      return heads;
    },
    get row() {
      return cell && data ? { token: data.rows.labels[cell.row], entries: entriesOf(data, cell.row) } : undefined;
    },
    load,
    show(next) {
      settings = next;
      draw();
    },
    clear() {
      cancel.abort();
      run = asked = undefined;
      adopt(undefined, []);
      notice.clear();
      say(title, '');
    },
    png: () => (data && settings?.mode !== 'table' ? (settings?.mode === 'lines' ? lines : map).png() : undefined),
    svg() {
      if (!data) return undefined;
      const colors = {
        background: themeColor('editor-background'),
        foreground: themeColor('foreground'),
        cell: (weight: number) => scale.color(weight),
        head: categoryColor,
      };
      return settings?.mode === 'lines' ? linesSvg(data, colors) : mapSvg(data, colors);
    },
    csv() {
      if (!data) return undefined;
      cells.setRows(cellRows(data));
      return cells.csv();
    },
  };
}

/** Which colour is which head. */
function headKey({ heads }: MapData): HTMLElement {
  const entries = heads.map(({ name }, i) => {
    const line = element('i', { class: 'line' });
    line.style.borderTopColor = categoryColor(i);
    line.classList.toggle('dashed', isDashed(i));
    return element('span', { class: 'head' }, line, element('span', { text: name }));
  });
  return element('p', { class: 'legend' }, ...entries);
}
