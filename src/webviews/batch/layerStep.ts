// A layer of the step: its tensors for one example, as heat maps.

import type { NetworkTensor } from '../../protocol/network';
import type { ShownStep } from '../../protocol/batchView';
import type { TensorMatrix } from '../../protocol/networkView';
import { count, figure } from '../../protocol/figures';
import { legend } from '../shared/colorScale';
import { dropdown } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { tensorMap, type MatrixNames } from '../shared/tensorMap';
import { isMasked } from '../shared/tensorScale';
import { onThemeChange } from '../shared/theme';
import { wordsOf } from './inputTables';
import type { BatchStrings } from './strings';

export interface LayerStep {
  nodes: HTMLElement[];
  /** Draws it for this example. */
  setExample(example: number): void;
}

type Ask = (request: { tensor: number; example: number; head: number }) => Promise<TensorMatrix>;

export function layerStep(
  found: ShownStep,
  layer: number,
  { ask, strings }: { ask: Ask; strings: BatchStrings },
): LayerStep {
  const own = found.network.layers[layer].tensors;
  let [chosen, example, head] = [own[own.length - 1], 0, 0];
  const map = tensorMap();
  const key = element('div');
  const [shape, meaning, shown] = ['shape', 'note', 'note'].map((kind) => element('p', { class: kind }));
  const heads = element('span');
  const tensors = dropdown(
    strings.tensorChoice,
    own.map((tensor) => ({ value: String(tensor), label: strings.tensor(found.network.tensors[tensor].name) })),
    String(chosen),
    (value) => ((chosen = Number(value)), drawHeads(), draw()),
  );

  function drawHeads(): void {
    const { length } = found.network.tensors[chosen].axes.find(({ kind }) => kind === 'head') ?? { length: 1 };
    head = Math.min(head, length - 1);
    const choices = Array.from({ length }, (_, i) => ({ value: String(i), label: strings.headNumber(i + 1) }));
    heads.replaceChildren(dropdown(strings.head, choices, String(head), (value) => ((head = Number(value)), draw())));
  }

  function draw(): void {
    const tensor = found.network.tensors[chosen];
    say(shape, `[${tensor.axes.map(({ kind, length }) => `${strings.axis[kind]} ${count(length)}`).join(', ')}]`);
    say(meaning, strings.meaning(tensor.name));
    const asked = { tensor: chosen, example, head };
    void ask(asked).then(
      (matrix) => {
        if (asked.tensor !== chosen || asked.example !== example || asked.head !== head) return;
        const names = namesOf(found, tensor, matrix, { example, strings });
        map.show({ ...names, values: matrix.values }, strings.picture(strings.tensor(tensor.name)));
        const all = tensor.axes.at(-1)?.length ?? matrix.columns;
        say(shown, matrix.chosen ? strings.columnsShown(count(matrix.columns), count(all)) : '');
        show(shown, matrix.chosen !== undefined);
        map.node.style.setProperty('--rows', String(Math.min(matrix.rows, MOST_ROWS)));
        drawKey(matrix.values);
      },
      () => undefined, // another step is shown meanwhile
    );
  }

  let values: Float32Array = new Float32Array(0);
  function drawKey(next: Float32Array): void {
    values = next;
    const { scale } = map;
    key.replaceChildren(...(scale ? [legend(scale, figure, next.some(isMasked) ? strings.masked : '')] : []));
  }

  onThemeChange(() => drawKey(values)); // after the map, whose scale it tells
  drawHeads();
  return {
    nodes: [element('div', { class: 'row choices' }, tensors, heads), shape, meaning, key, shown, map.node],
    setExample(next) {
      example = next;
      draw();
    },
  };
}

const MOST_ROWS = 12;

/** Rows and columns of the matrix of an example; places in time have its tokens. */
function namesOf(
  { inputs }: ShownStep,
  { axes }: NetworkTensor,
  { rows, columns, chosen }: TensorMatrix,
  { example, strings }: { example: number; strings: BatchStrings },
): MatrixNames {
  const kept = axes.filter(({ kind }) => kind !== 'head' && kind !== 'batch');
  const drawn = kept.filter(({ length }, i) => length > 1 || i === kept.length - 1);
  const along = (axis: (typeof axes)[number] | undefined, length: number, places?: readonly number[]): string[] => {
    const named = inputs.find(({ axis: of, names }) => names !== undefined && of !== undefined && of === axis?.labels);
    const words = named && axis?.kind === 'time' ? wordsOf(named, example) : undefined;
    const answers =
      axis?.kind === 'class' ? inputs.find(({ name, names }) => names !== undefined && name !== 'ids') : undefined;
    const all = places ?? [...new Array<number>(length).keys()];
    return all.map(
      (place) => words?.[place] ?? answers?.names?.[place] ?? (axis ? `${strings.axis[axis.kind]} ${place + 1}` : ''),
    );
  };
  const down = drawn.length === 2 ? along(drawn[0], rows) : undefined;
  return {
    rows: down ?? Array.from({ length: rows }, (_, i) => (rows === 1 ? '' : String(i + 1))),
    columns: along(drawn.at(-1), columns, chosen),
  };
}
