// Clipping of gradients against PyTorch.

import assert from 'node:assert/strict';
import * as o from '../../../src/engine/graph/ops';
import { clipByNorm, clipByValue, globalNorm } from '../../../src/engine/optim/clipping';
import { tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, scalarGolden, type Float } from '../../support/numeric/golden';

interface ClippingCase {
  name: string;
  kind: 'norm' | 'value';
  limit: number;
  /** Before clipping; with `norm` only. */
  norm?: number;
  clipped: Record<string, GoldenTensor>;
}

const golden = readGolden<ClippingCase>('clipping.json');
const given = golden.gradients as Record<string, GoldenTensor>;

async function check({ kind, limit, norm, clipped }: ClippingCase, dtype: Float): Promise<void> {
  const names = Object.keys(given);
  const gradients = names.map((name) => o.input(name, dtype, given[name].shape));
  const results = kind === 'norm' ? clipByNorm(gradients, limit) : clipByValue(gradients, limit);
  const outputs = Object.fromEntries(names.map((name, i) => [`clipped ${name}`, results[i]]));
  const feeds = Object.fromEntries(names.map((name) => [name, fromGolden(given[name], dtype)]));
  const found = await evaluate({ norm: globalNorm(gradients), ...outputs }, feeds);
  if (norm !== undefined) assertGolden(found.norm, scalarGolden(norm), 'the norm');
  for (const name of names) assertGolden(found[`clipped ${name}`], clipped[name], name);
}

describe('clipping', () => {
  for (const one of golden.cases)
    for (const dtype of FLOATS) it(`agrees with PyTorch: ${one.name} in ${dtype}`, () => check(one, dtype));

  it('leaves gradients of 0 as they are', async () => {
    const [clipped] = clipByNorm([o.input('g', 'float32', [3])], 1);
    const found = await evaluate({ clipped }, { g: tensor('float32', [3], [0, 0, 0]) });
    assert.deepEqual(Array.from(found.clipped.data, Number), [0, 0, 0]);
  });
});
