// Attention, transformer blocks and label smoothing against PyTorch: values and every gradient, in both precisions.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { scoredAttention, type ScoreKind } from '../../../src/engine/nn/attention';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { causalBias, paddingBias } from '../../../src/engine/nn/multiHeadAttention';
import { bind, flatten, listParameters, nest, type ParameterTree } from '../../../src/engine/nn/parameters';
import {
  decoderBlock,
  decoderBlockParameters,
  encoderBlock,
  encoderBlockParameters,
  memoryOf,
  wholeSequence,
  type BlockOptions,
} from '../../../src/engine/nn/transformer';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';

type Named<T> = Record<string, T>;

/** A value and the gradients of Σ weight·value with respect to inputs and parameters. */
async function passes(
  result: Named<Value>,
  weighted: readonly [Value, GoldenTensor],
  wanted: Named<Value>,
  feeds: Named<Tensor>,
  dtype: Float,
): Promise<Named<Tensor>> {
  const weight = o.input('weighting', dtype, weighted[0].shape);
  const found = gradients(o.sum(o.mul(weighted[0], weight)), Object.values(wanted));
  const named = Object.fromEntries(Object.keys(wanted).map((name, i) => [`gradient.${name}`, found[i]]));
  return evaluate({ ...result, ...named }, { ...feeds, weighting: fromGolden(weighted[1], dtype) });
}

function parameterFeeds(tree: ParameterTree, golden: Named<GoldenTensor>, dtype: Float): Named<Tensor> {
  assert.deepEqual(
    listParameters(tree)
      .map(([name]) => name)
      .sort(),
    Object.keys(golden).sort(),
  );
  return Object.fromEntries(Object.entries(golden).map(([name, values]) => [name, fromGolden(values, dtype)]));
}

function assertGradients(results: Named<Tensor>, golden: Named<GoldenTensor>): void {
  for (const [name, expected] of Object.entries(golden))
    assertGolden(results[`gradient.${name}`], expected, `gradient of ${name}`);
}

interface AttentionCase {
  kind: ScoreKind;
  lengths: number[];
  parameters: Named<GoldenTensor>;
  queries: GoldenTensor;
  encoded: GoldenTensor;
  contextWeight: GoldenTensor;
  context: GoldenTensor;
  weights: GoldenTensor;
  gradients: Named<GoldenTensor>;
}

interface BlockCase extends BlockOptions {
  name: string;
  kind: 'encoder' | 'decoder';
  lengths: number[];
  parameters: Named<GoldenTensor>;
  x: GoldenTensor;
  memory: GoldenTensor;
  yWeight: GoldenTensor;
  y: GoldenTensor;
  gradients: Named<GoldenTensor>;
}

interface SmoothingCase {
  name: string;
  smoothing: number;
  ignore: number;
  labels: number[];
  logits: GoldenTensor;
  loss: number;
  gradient: GoldenTensor;
}

for (const dtype of FLOATS) {
  describe(`attention of a decoder in ${dtype}`, () => {
    for (const golden of readGolden<AttentionCase>('attention.json').cases)
      it(`agrees with PyTorch: ${golden.kind}`, async () => {
        const [columns, batch, value] = golden.encoded.shape;
        const attention = scoredAttention(golden.kind, { query: golden.queries.shape[2], value });
        const p = bind(attention.parameters, dtype);
        const queries = o.input('queries', dtype, ['batch', 'rows', golden.queries.shape[2]]);
        const encoded = o.input('encoded', dtype, ['columns', 'batch', value]);
        const memory = attention.memory(p, encoded, o.input('mask', 'bool', ['columns', 'batch']));
        const { context, weights } = attention.attend(p, queries, memory);
        const feeds = {
          queries: fromGolden(golden.queries, dtype),
          encoded: fromGolden(golden.encoded, dtype),
          mask: maskOf(golden.lengths, columns),
          ...parameterFeeds(attention.parameters, golden.parameters, dtype),
        };
        assert.equal(batch, golden.lengths.length);
        const wanted = { queries, encoded, ...p };
        const results = await passes({ context, weights }, [context, golden.contextWeight], wanted, feeds, dtype);
        assertGolden(results.context, golden.context, 'context');
        assertGolden(results.weights, golden.weights, 'weights');
        assertGradients(results, golden.gradients);
      });
  });

  describe(`transformer blocks in ${dtype}`, () => {
    for (const golden of readGolden<BlockCase>('transformerBlocks.json').cases)
      it(`agree with PyTorch: ${golden.name}`, async () => {
        const options: BlockOptions = { ...golden, dropout: 0 };
        const run = { stream: 'block', mode: 'training' as const };
        const isEncoder = golden.kind === 'encoder';
        const [encoderTree, decoderTree] = [encoderBlockParameters(options), decoderBlockParameters(options)];
        const tree = flatten(isEncoder ? encoderTree : decoderTree);
        const p = bind(tree, dtype);
        const x = o.input('x', dtype, [isEncoder ? 'columns' : 'time', 'batch', golden.width]);
        const memory = o.input('memory', dtype, ['columns', 'batch', golden.width]);
        const bias = paddingBias(o.input('mask', 'bool', ['columns', 'batch']), dtype);
        const encode = (): Value =>
          encoderBlock(nest(encoderTree, p), x, wholeSequence(bias, options, run), options, run).x;
        const decode = (): Value => {
          const causal = wholeSequence(causalBias('time', 10, dtype), options, run);
          const block = nest(decoderTree, p);
          const view = { ...memoryOf(block, memory, options), bias };
          return decoderBlock(block, x, causal, view, options, run).x;
        };
        const y = isEncoder ? encode() : decode();
        const wanted = { x, ...(isEncoder ? {} : { memory }), ...p };
        const feeds = {
          x: fromGolden(golden.x, dtype),
          ...(isEncoder ? {} : { memory: fromGolden(golden.memory, dtype) }),
          mask: maskOf(golden.lengths, golden.memory.shape[0]),
          ...parameterFeeds(tree, golden.parameters, dtype),
        };
        const results = await passes({ y }, [y, golden.yWeight], wanted, feeds, dtype);
        assertGolden(results.y, golden.y, 'y');
        assertGradients(results, golden.gradients);
      });
  });

  describe(`label smoothing in ${dtype}`, () => {
    for (const golden of readGolden<SmoothingCase>('labelSmoothing.json').cases)
      it(`agrees with PyTorch: ${golden.name}`, async () => {
        const { smoothing, ignore } = golden;
        const logits = o.input('logits', dtype, ['rows', golden.logits.shape[1]]);
        const labels = o.input('labels', 'int32', ['rows']);
        const loss = crossEntropy(logits, labels, { ignore, smoothing });
        const [gradient] = gradients(loss, [logits]);
        const feeds = {
          logits: fromGolden(golden.logits, dtype),
          labels: tensor('int32', [golden.labels.length], golden.labels),
        };
        const results = await evaluate({ loss, gradient }, feeds);
        assertGolden(results.loss, scalarGolden(golden.loss), 'loss');
        assertGolden(results.gradient, golden.gradient, 'gradient');
      });
  });
}
