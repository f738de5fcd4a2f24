// The line above the map: how it is drawn, finding a word, colours, what dragging does.

import { MAP_METHODS, type MapMethod } from '../../protocol/embeddingsView';
import type { TextPooling } from '../../protocol/textVectors';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { gap, toolbar as toolbarLine } from '../shared/toolbar';
import { choiceList } from '../shared/choiceList';
import type { Tool } from './map/surface';
import type { EmbeddingsStrings } from './strings';
import { type ColorChoice, colorOffer, type ToolChoice, toolOffer } from './toolbarChoices';
import type { ColoringKind, EmbeddingsViewState } from './viewState';
import { wordInput } from './words/wordInput';

export interface ToolbarOptions {
  strings: EmbeddingsStrings;
  state: Readonly<EmbeddingsViewState>;
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
  onPooling(pooling: TextPooling): void;
  /** Toggles at the end. */
  toggles: readonly HTMLElement[];
}

interface ToolbarState {
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
  /** Of texts: how their states can be pooled, and how they are. */
  poolings: readonly TextPooling[];
  pooling?: TextPooling;
  areTexts: boolean;
  hasLabels: boolean;
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
  let shown: ToolbarState | undefined;
  const title = element('h1');
  const lists = choiceLists(options);
  const search = wordInput({ label: strings.search, complete: options.complete, onPick: options.onFind });
  const fit = button({ label: strings.fit, hint: strings.fitHint, onClick: options.onFit });
  const isolate = button({ label: strings.isolate, hint: strings.isolateHint, onClick: options.onIsolate });
  const back = button({ label: '', onClick: options.onBack });
  const stop = button({ label: '', onClick: options.onStopComparing });
  for (const node of [back, stop]) show(node, false);

  function refresh(): void {
    const { map } = state;
    const { hasCounts = true, hasLabels = false, other, layers = [], layer = 0, poolings = [] } = shown ?? {};
    lists.layers.set(
      layers.map((label, i) => ({ value: String(i), label })),
      String(layer),
    );
    show(lists.layers.node, layers.length > 1);
    lists.poolings.set(
      poolings.map((value) => ({ value, label: value })),
      shown?.pooling ?? 'mean',
    );
    lists.methods.set(
      MAP_METHODS.map((value) => ({ value, label: strings[value] })),
      map.method,
    );
    lists.methods.node.title = strings.methodHint[map.method];
    lists.dimensions.set(dimensionChoices(strings), map.dimensions === 3 ? '3' : '2');
    const colors = colorOffer(state, { hasCounts, hasLabels, isCompared: other !== undefined }, strings);
    lists.colors.set(colors.choices, colors.value);
    const tools = toolOffer(state, strings);
    lists.tools.set(tools.choices, tools.value);
  }

  refresh();
  const { layers, poolings, methods, dimensions, colors, tools } = lists;
  const controls = [layers.node, poolings.node, methods.node, dimensions.node, search.node, colors.node, tools.node];
  const actions = [fit, isolate, back, stop];
  return {
    node: toolbarLine(strings.tools, title, ...controls, ...actions, gap(), ...options.toggles),
    update(next) {
      shown = next;
      say(title, next.title);
      title.title = next.title;
      search.setLabel(next.areTexts ? strings.searchTexts : strings.search);
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

function choiceLists({ strings, ...on }: ToolbarOptions) {
  const dimensions = choiceList<'2' | '3'>(strings.dimensions, (value) => on.onDimensions(value === '3' ? 3 : 2));
  dimensions.node.classList.add('short');
  return {
    layers: choiceList<string>(strings.layer, (value) => on.onLayer(Number(value))),
    poolings: choiceList<TextPooling>(strings.pooling, on.onPooling),
    methods: choiceList(strings.method, on.onMethod),
    dimensions,
    colors: choiceList<ColorChoice>(strings.colorBy, (kind) => on.onColoring(kind === 'rank' ? 'frequency' : kind)),
    tools: choiceList<ToolChoice>(strings.tool, (tool) => on.onTool(tool === 'turn' ? 'move' : tool)),
  };
}

const dimensionChoices = (strings: EmbeddingsStrings) =>
  [
    { value: '2', label: strings.twoD },
    { value: '3', label: strings.threeD },
  ] as const;
