// The line above the map: how it is drawn, finding a word, colours, what dragging does.

import { MAP_METHODS, type MapMethod } from '../../protocol/embeddingsView';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { choiceList } from './choiceList';
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

/** Without counts the frequency is told by the rank. */
type ColorChoice = ColoringKind | 'rank';
/** In space the hand that moves turns. */
type ToolChoice = Tool | 'turn';

export function toolbar(options: ToolbarOptions): Toolbar {
  const { strings, state } = options;
  const methodChoices = MAP_METHODS.map((value) => ({ value, label: strings[value] }));
  const dimensionChoices = [
    { value: '2', label: strings.twoD },
    { value: '3', label: strings.threeD },
  ] as const;
  const colorNames: Record<ColorChoice, string> = {
    plain: strings.plain,
    frequency: strings.frequency,
    rank: strings.rank,
    cluster: strings.cluster,
    column: strings.column,
    moved: strings.movedColor,
  };
  const title = element('h1');
  const layers = choiceList<string>(strings.layer, (value) => options.onLayer(Number(value)));
  const methods = choiceList(strings.method, options.onMethod);
  const dimensions = choiceList<'2' | '3'>(strings.dimensions, (value) => options.onDimensions(value === '3' ? 3 : 2));
  dimensions.node.classList.add('short');
  const search = wordInput({ label: strings.search, complete: options.complete, onPick: options.onFind });
  const colors = choiceList<ColorChoice>(strings.colorBy, (kind) =>
    options.onColoring(kind === 'rank' ? 'frequency' : kind),
  );
  const tools = choiceList<ToolChoice>(strings.tool, (tool) => options.onTool(tool === 'turn' ? 'move' : tool));
  const fit = button({ label: strings.fit, hint: strings.fitHint, onClick: options.onFit });
  const isolate = button({ label: strings.isolate, hint: strings.isolateHint, onClick: options.onIsolate });
  const back = button({ label: '', onClick: options.onBack });
  const stop = button({ label: '', onClick: options.onStopComparing });
  for (const node of [back, stop]) show(node, false);
  let shown: ToolbarState | undefined;

  function refresh(): void {
    const { map, coloring, tool } = state;
    const { hasCounts = true, other, layers: names = [], layer = 0 } = shown ?? {};
    layers.set(
      names.map((label, i) => ({ value: String(i), label })),
      String(layer),
    );
    show(layers.node, names.length > 1);
    methods.set(methodChoices, map.method);
    methods.node.title = strings.methodHint[map.method];
    dimensions.set(dimensionChoices, map.dimensions === 3 ? '3' : '2');
    const frequency = hasCounts ? 'frequency' : 'rank';
    const kinds = COLORINGS.filter((kind) => kind !== 'moved' || other !== undefined);
    const choices = kinds.map((kind) => (kind === 'frequency' ? frequency : kind));
    const color = coloring === 'frequency' ? frequency : coloring;
    colors.set(
      choices.map((value) => ({ value, label: colorNames[value] })),
      choices.includes(color) ? color : 'plain',
    );
    const drag = map.dimensions === 3 ? 'turn' : 'move';
    tools.set(
      [
        { value: drag, label: strings[drag] },
        { value: 'box', label: strings.box },
        { value: 'lasso', label: strings.lasso },
      ],
      tool === 'move' ? drag : tool,
    );
  }
  refresh();
  const node = element(
    'div',
    { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': strings.tools } },
    ...[title, layers.node, methods.node, dimensions.node, search.node, colors.node, tools.node],
    ...[fit, isolate, back, stop],
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
