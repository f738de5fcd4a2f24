// Convolutions over token vectors (Kim 2014): filters that each see a few tokens in a row, in windows of several widths side by
// side; layers on top of each other see further, and further still with growing dilation (Yu and Koltun 2016, Strubell et al. 2017).

import { z } from 'zod';
import { markerOf } from '../../graph/marks';
import { cast, concat, mul, relu, reshape } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { convolution, convolutionParameters } from '../../nn/convolution';
import { dropout } from '../../nn/dropout';
import { embeddingParameters } from '../../nn/embedding';
import type { Bound } from '../../nn/parameters';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import type { ReportFault } from '../../schema/fault';
import * as sizes from '../../schema/sizes';
import { readTokens } from './encoded';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z.literal('cnn').describe('Convolutions over the token vectors, in windows of several widths (Kim 2014).'),
  embedding: sizes.width(128).describe('Width of the token vectors.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
  windows: z
    .array(z.int().min(1).max(64))
    .min(1)
    .max(16)
    .default([3, 4, 5])
    .describe('Tokens that a filter sees at once: a group of filters for each width.'),
  filters: sizes.width(100).describe('Filters of each width.'),
  layers: sizes.layers(1).describe('Convolutions on top of each other.'),
  dilation: z
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe('From layer to layer the tokens of a window lie so many times as far apart (1: always in a row).'),
  pooling: poolingKey(
    ['max', 'mean', 'attention'],
    'max',
    'How what the filters found at all tokens becomes one vector for the text.',
  ),
  dropout: sizes.dropout(0.5),
});

type Options = z.output<typeof schema>;

const windowName = (window: number): string => `window${window}`;

/** One layer, its filters by window: `window3.weight` [filters, inputs, 3], ... */
const layerParameters = ({ windows, filters }: Options, inputs: number) =>
  Object.fromEntries(
    windows.map((window) => [windowName(window), convolutionParameters({ inputs, filters, window })] as const),
  );

type LayerTree = ReturnType<typeof layerParameters>;

type Tree = { embedding: ReturnType<typeof embeddingParameters>; layers: Readonly<Record<string, LayerTree>> };

function build(options: Options, { vocabulary }: EncoderContext): Encoder<Tree> {
  const { embedding: inputs, windows, filters, layers: count, dilation, dropout: rate } = options;
  const width = windows.length * filters;
  const layers = Array.from({ length: count }, (_, i) => layerParameters(options, i === 0 ? inputs : width));
  return {
    width,
    parameters: {
      embedding: embeddingParameters({ vocabulary, width: inputs, deviation: 0.1 }),
      layers: Object.fromEntries(layers.entries()),
    },
    encode(p, inputs, mode) {
      const { mask } = inputs;
      let states = readTokens(p.embedding, inputs); // [time, batch, embedding]
      const counted = cast(reshape(mask, [...mask.shape, 1]), states.dtype); // [time, batch, 1]
      for (let layer = 0; layer < count; layer++) {
        const seen = layer === 0 ? states : dropout(states, { rate, stream: `layer${layer}`, mode });
        states = found(p.layers[layer], mul(seen, counted), { windows, dilation: dilation ** layer, layer });
      }
      return { states };
    },
  };
}

interface Finding extends Pick<Options, 'windows' | 'dilation'> {
  /** From 0. */
  layer: number;
}

/** What the filters of all windows find: x [time, batch, inputs] -> [time, batch, windows · filters] */
function found(p: Bound<LayerTree>, x: Value, { windows, dilation, layer }: Finding): Value {
  const marked = markerOf({ kind: 'convolution', number: layer });
  const axes = ['time', 'batch', 'unit'] as const;
  const each = windows.map((window) => marked('filters', convolution(p[windowName(window)], x, { dilation }), axes));
  return marked('found', relu(concat(each, 2)), axes);
}

function faults({ windows, layers, dilation }: Options, _around: unknown, report: ReportFault): void {
  const repeated = windows.findIndex((window, i) => windows.indexOf(window) !== i);
  if (repeated >= 0)
    report(['model', 'windows', repeated], `"model.windows" has ${windows[repeated]} twice: name each width once.`);
  if (dilation > 1 && layers === 1)
    report(
      ['model', 'dilation'],
      'The first layer has windows of tokens in a row: "model.dilation" needs "model.layers" of 2 or more.',
    );
}

export const cnn = defineEncoder(schema, { attends: () => false, faults, build });
