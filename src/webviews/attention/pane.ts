// One run's attention: asks for the maps of a sentence, shows them as a heat map, as lines or as a table, says what is
// where the person is.

import type { AttentionViewContract, OfferedRun } from '../../protocol/attentionView';
import { count, figure, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { Client } from '../../protocol/rpc';
import type { AttentionMap } from '../../protocol/translation';
import { categoryColor, type ColorScale, legend, sequentialScale } from '../shared/colorScale';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { noticeArea } from '../shared/notice';
import { table } from '../shared/table';
import { onThemeChange, themeColor } from '../shared/theme';
import { axesOf } from './axis';
import { headFigures } from './headFigures';
import type { Head } from './headGrid';
import { headLines, isDashed } from './headLines';
import { heatMap } from './heatMap';
import type { Cell, MapData } from './mapData';
import type { AttentionStrings } from './strings';
import { linesSvg, mapSvg } from './svg';
import { byWords, cutsOf, largestOf, meanOf, sortedRows, type Weights } from './weights';

export interface PaneSettings {
  kind: AttentionMap['kind'];
  layer: number;
  /** Of the layer; empty: all. */
  heads: number[];
  mode: 'map' | 'lines' | 'table';
  /** Share of each row's mass that is shown. */
  share: number;
  words: boolean;
}

export interface RowEntry {
  token: string;
  column: number;
  weight: number;
  sum: number;
}

type Sentence = AttentionViewContract['calls']['attend']['reply'];
type KindHead = Head & { kind: AttentionMap['kind'] };
interface CellRow extends Cell {
  weight: number;
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
  const sorted = new WeakMap<Weights, Float32Array>();
  const means = new Map<string, Weights>();

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
  const cells = table<CellRow>({
    label: strings.map,
    empty: strings.noWeights,
    columns: [
      { id: 'from', title: strings.from, text: ({ row }) => data?.rows.labels[row] ?? '', sortBy: ({ row }) => row },
      {
        id: 'to',
        title: strings.to,
        text: ({ column }) => data?.columns.labels[column] ?? '',
        sortBy: ({ column }) => column,
      },
      {
        id: 'weight',
        title: strings.weight,
        hint: strings.weightHint,
        numeric: true,
        text: ({ weight }) => figure(weight),
        sortBy: ({ weight }) => weight,
      },
    ],
    onPick: (next) => select(next),
  });
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
      const found = await client.call('attend', { run: next.id, source, target }, mine.signal);
      const weights: Float32Array[] = [];
      for (let from: number | null = 0; from !== null;) {
        const part: AttentionViewContract['calls']['maps']['reply'] = await client.call(
          'maps',
          { id: found.id, from },
          mine.signal,
        );
        weights.push(...part.weights);
        from = part.next;
        notice.show({ kind: 'working', message: strings.reading, fraction: weights.length / found.maps.length });
      }
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
    means.clear();
    heads = (next?.maps ?? []).map(({ kind, layer, head, rows, columns }, i) => {
      const matrix = { rows, columns, weights: weights[i] };
      return { kind, layer, head, matrix, figures: headFigures(matrix) };
    });
    cell = undefined;
    say(output, next ? strings.output(next.target.text) : '');
    output.title = next?.target.text ?? '';
    show(output, next !== undefined);
  }

  /** Joined to words where that is asked for; kept, as it takes long for large maps. */
  function matrixOf(name: string, make: () => Weights): Weights {
    const known = means.get(name);
    if (known) return known;
    const made = make();
    means.set(name, made);
    return made;
  }

  function cutsFor(matrix: Weights, part: number): Float32Array {
    if (part >= 1) return new Float32Array(matrix.rows);
    const inOrder = sorted.get(matrix) ?? sortedRows(matrix);
    sorted.set(matrix, inOrder);
    return cutsOf(matrix, inOrder, part);
  }

  function dataFor({ kind, layer, heads: wanted, words, share: part }: PaneSettings): MapData | undefined {
    if (!sentence) return undefined;
    const ofLayer = heads.filter((head) => head.kind === kind && head.layer === layer);
    const chosen = ofLayer.filter(({ head }) => wanted.length === 0 || wanted.includes(head));
    if (chosen.length === 0) return undefined;
    const { rows, columns } = axesOf(kind, sentence, words);
    const shaped = (matrix: Weights): Weights => (words ? byWords(matrix, rows.spans, columns.spans) : matrix);
    const each = chosen.map((head) => {
      const matrix = matrixOf(`${kind} ${layer} ${head.head} ${words}`, () => shaped(head.matrix));
      return { matrix, cuts: cutsFor(matrix, part), name: strings.headNumber(head.head + 1) };
    });
    const name = `${kind} ${layer} ${chosen.map(({ head }) => head).join()} ${words} mean`;
    const matrix = matrixOf(name, () => meanOf(each.map((head) => head.matrix)));
    return { matrix, cuts: cutsFor(matrix, part), heads: each, rows, columns };
  }

  function draw(): void {
    if (!settings) return;
    const { mode } = settings;
    data = dataFor(settings);
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

function cellRows({ matrix: { rows, columns, weights }, cuts }: MapData): CellRow[] {
  const found: CellRow[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const weight = weights[row * columns + column];
      if (weight >= cuts[row] && weight > 0) found.push({ row, column, weight });
    }
  return found;
}

function entriesOf({ matrix: { columns, weights }, columns: axis }: MapData, row: number): RowEntry[] {
  let sum = 0;
  return Array.from(weights.subarray(row * columns, (row + 1) * columns), (weight, column) => ({ weight, column }))
    .sort((one, other) => other.weight - one.weight)
    .map(({ weight, column }) => ({ token: axis.labels[column], column, weight, sum: (sum += weight) }));
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
