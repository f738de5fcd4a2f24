// The line above the map: how it is drawn, finding a word, colours, what dragging does.

import { MAP_METHODS, type MapMethod } from '../../protocol/embeddingsView';
import { button, dropdown } from '../shared/controls';
import { element, say, show } from '../shared/element';
import type { Tool } from './mapInput';
import type { EmbeddingsStrings } from './strings';
import { COLORINGS, type ColoringKind, type EmbeddingsViewState } from './viewState';
import { wordInput } from './wordInput';

export interface ToolbarOptions {
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  complete(prefix: string): Promise<string[]>;
  onMethod(method: MapMethod): void;
  onDimensions(dimensions: 2 | 3): void;
  onFind(word: string): void;
  onColoring(kind: ColoringKind): void;
  onTool(tool: Tool): void;
  onFit(): void;
  onIsolate(): void;
  onBack(): void;
  onStopComparing(): void;
  onLayer(layer: number): void;
  /** Toggles at the end. */
  toggles: readonly HTMLElement[];
}

export interface ToolbarState {
  title: string;
  /** What is compared with. */
  other?: string;
  hasCounts: boolean;
  /** How many words there are when only some are drawn; undefined: all are. */
  all?: string;
  canIsolate: boolean;
  /** Tables of vectors that can be shown, and which is. */
  layers: readonly string[];
  layer: number;
}

export interface Toolbar {
  node: HTMLElement;
  update(state: ToolbarState): void;
  /** The method, dimensions, colours or tool were changed elsewhere. */
  refresh(): void;
  focusSearch(): void;
}

export function toolbar(options: ToolbarOptions): Toolbar {
  const { strings, state } = options;
  const title = element('h1');
  const choices = element('span', { class: 'row wrap' });
  const layers = element('span', { class: 'row' });
  const search = wordInput({ label: strings.search, complete: options.complete, onPick: options.onFind });
  const colors = element('span', { class: 'row' });
  const tools = element('span', { class: 'row' });
  const fit = button({ label: strings.fit, hint: strings.fitHint, onClick: options.onFit });
  const isolate = button({ label: strings.isolate, hint: strings.isolateHint, onClick: options.onIsolate });
  const back = button({ label: '', onClick: options.onBack });
  const stop = button({ label: '', onClick: options.onStopComparing });
  for (const node of [back, stop]) show(node, false);
  let shown: ToolbarState | undefined;
  let drawn = '';

  function refresh(): void {
    const { map, coloring, tool } = state;
    const hasCounts = shown?.hasCounts ?? true;
    const isCompared = shown?.other !== undefined;
    const { layers: names = [], layer = 0 } = shown ?? {};
    const now = JSON.stringify([map.method, map.dimensions, coloring, tool, hasCounts, isCompared, names, layer]);
    if (now === drawn) return;
    drawn = now;
    const choice = names.map((label, i) => ({ value: String(i), label }));
    layers.replaceChildren(
      ...(names.length > 1
        ? [dropdown(strings.layer, choice, String(layer), (value) => options.onLayer(Number(value)))]
        : []),
    );
    const methods = dropdown(
      strings.method,
      MAP_METHODS.map((value) => ({ value, label: strings[value] })),
      map.method,
      options.onMethod,
    );
    methods.title = strings.methodHint[map.method];
    const dimensions = dropdown(
      strings.dimensions,
      [
        { value: '2', label: strings.twoD },
        { value: '3', label: strings.threeD },
      ],
      map.dimensions === 3 ? '3' : '2',
      (value) => options.onDimensions(value === '3' ? 3 : 2),
    );
    dimensions.classList.add('short');
    choices.replaceChildren(methods, dimensions);
    const labels: Record<ColoringKind, string> = {
      plain: strings.plain,
      frequency: hasCounts ? strings.frequency : strings.rank,
      cluster: strings.cluster,
      column: strings.column,
      moved: strings.movedColor,
    };
    const kinds = COLORINGS.filter((kind) => kind !== 'moved' || isCompared);
    colors.replaceChildren(
      dropdown(
        strings.colorBy,
        kinds.map((value) => ({ value, label: labels[value] })),
        kinds.includes(coloring) ? coloring : 'plain',
        options.onColoring,
      ),
    );
    tools.replaceChildren(
      dropdown(
        strings.tool,
        [
          { value: 'move', label: map.dimensions === 3 ? strings.turn : strings.move },
          { value: 'box', label: strings.box },
          { value: 'lasso', label: strings.lasso },
        ],
        tool,
        options.onTool,
      ),
    );
  }
  refresh();
  const node = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.tools } },
    ...[title, layers, choices, search.node, colors, tools, fit, isolate, back, stop],
    element('span', { class: 'gap' }),
    ...options.toggles,
  );
  return {
    node,
    update(next) {
      shown = next;
      say(title, next.title);
      title.title = next.title;
      show(back, next.all !== undefined);
      say(back, strings.back(next.all ?? ''));
      show(isolate, next.canIsolate);
      show(stop, next.other !== undefined);
      say(stop, strings.stopComparing(next.other ?? ''));
      refresh();
    },
    refresh,
    focusSearch: () => search.focus(),
  };
}
