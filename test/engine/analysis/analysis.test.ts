import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { kMeans, nearestCentres } from '../../../src/engine/analysis/kMeans';
import { mapQuality } from '../../../src/engine/analysis/mapQuality';
import { nearestNeighbors } from '../../../src/engine/analysis/nearestNeighbors';
import { principalComponents } from '../../../src/engine/analysis/pca';
import { procrustesRotation, svd } from '../../../src/engine/analysis/procrustes';
import { createFastRandom } from '../../../src/engine/analysis/random';
import { run, type Computation } from '../../../src/engine/analysis/steps';
import { symmetricEigen } from '../../../src/engine/analysis/symmetricEigen';
import { createTablePower } from '../../../src/engine/analysis/tablePower';
import { tsne } from '../../../src/engine/analysis/tsne';
import { umap } from '../../../src/engine/analysis/umap';
import { fitCurve } from '../../../src/engine/analysis/umapGraph';
import { projectOnAxes } from '../../../src/engine/analysis/wordAxes';
import { LabError } from '../../../src/protocol/labError';
import { relativeDifference, valuesOf } from '../../golden/readGolden';
import { golden } from '../embeddings/vectors/goldenVectors';

const points = (values: ArrayLike<number>, dimensions: number) => ({
  count: values.length / dimensions,
  dimensions,
  values: Float32Array.from(values),
});

/** Groups of points far from each other. */
function groups(count: number, dimensions: number, kinds: number) {
  const random = createFastRandom(5);
  const centres = Array.from({ length: kinds * dimensions }, () => 6 * random.normal());
  const kind = Array.from({ length: count }, (_, i) => i % kinds);
  const values = kind.flatMap((k) =>
    Array.from({ length: dimensions }, (_, d) => centres[k * dimensions + d] + random.normal()),
  );
  return { kind, points: points(values, dimensions) };
}

describe('principal components', () => {
  it("are scikit-learn's up to their sign", async () => {
    const { pca } = golden;
    const expected = valuesOf(pca.positions);
    const { positions, explained } = await run(principalComponents(points(valuesOf(pca.points), 7), 3));
    explained.forEach((share, i) => assert.ok(Math.abs(share - pca.explained[i]) < 1e-9));
    for (let c = 0; c < 3; c++) {
      const sign = Math.sign(positions[c] * expected[c]);
      for (let i = c; i < positions.length; i += 3) assert.ok(Math.abs(sign * positions[i] - expected[i]) < 1e-6);
    }
  });

  it('give zeros where there are fewer dimensions than axes, and for equal points', async () => {
    const { positions } = await run(principalComponents(points([1, 2, 3, 5], 1), 2));
    assert.deepEqual([...positions].filter((_, i) => i % 2 === 1), [0, 0, 0, 0]); // prettier-ignore
    const same = await run(principalComponents(points([1, 1, 1, 1, 1, 1], 2), 2));
    assert.ok(same.positions.every((value) => value === 0));
  });

  it('come from eigenvectors: M v = λ v', async () => {
    const size = 6;
    const entries = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 36, maxLength: 36 });
    const property = fc.asyncProperty(entries, async (numbers) => {
      const matrix = Float64Array.from(
        numbers,
        (_, at) => numbers[at] + numbers[(at % size) * size + Math.floor(at / size)],
      );
      const { values, vectors } = await run(symmetricEigen(matrix, size));
      for (let k = 0; k < size; k++)
        for (let i = 0; i < size; i++) {
          let sum = 0;
          for (let j = 0; j < size; j++) sum += matrix[i * size + j] * vectors[k * size + j];
          assert.ok(Math.abs(sum - values[k] * vectors[k * size + i]) < 1e-9);
        }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('let messages through while a large matrix is decomposed', async () => {
    const size = 300;
    const random = createFastRandom(7);
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = random.normal();
    await assertStops((signal) => run(symmetricEigen(matrix, size), { signal }));
    await assertSteady(symmetricEigen(matrix, size), 2 * size);
    await assertStops((signal) => run(procrustesRotation(matrix, size, size), { signal }));
  });
});

/** Fails with `CANCELLED` when told to stop at its first pause. */
async function assertStops(start: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  await assert.rejects(start(controller.signal), { code: 'CANCELLED' });
}

/** Yields at least `least` times, with fractions that never fall and stay within 0 and 1. */
async function assertSteady(computation: Computation<unknown>, least: number): Promise<void> {
  const fractions: number[] = [];
  await run(computation, { onStep: ({ fraction }) => void fractions.push(fraction) });
  assert.ok(fractions.length >= least, `${fractions.length} steps`);
  fractions.forEach((fraction, i) => assert.ok(fraction >= (fractions[i - 1] ?? 0) && fraction <= 1));
}

describe('quality of a map', () => {
  it("is scikit-learn's trustworthiness", async () => {
    const { pca, trustworthiness } = golden;
    const original = points(valuesOf(pca.points), 7);
    const mapped = valuesOf(pca.positions).filter((_, at) => at % 3 < 2);
    for (const { neighbors, map, value } of trustworthiness.values) {
      const values = map === 'pca' ? mapped : valuesOf(trustworthiness.noise);
      const options = { neighbors, sample: 1000, seed: 1 };
      const quality = await run(mapQuality(original, { values, dimensions: 2 }, options));
      assert.ok(Math.abs(quality.trustworthiness - value) < 1e-9, `${map} ${neighbors}`);
    }
  });

  it('is whole for the points themselves, also from a sample', async () => {
    const { points: some } = groups(60, 3, 4);
    const map = { values: some.values, dimensions: 3 };
    const quality = await run(mapQuality(some, map, { neighbors: 8, sample: 20, seed: 3 }));
    assert.deepEqual(quality, { trustworthiness: 1, overlap: 1, neighbors: 8, sampled: 20, points: 60 });
  });
});

describe('neighbours and clusters', () => {
  it('finds the nearest of each point, however products are blocked', async () => {
    const { points: some } = groups(83, 5, 6);
    const { indices, distances, k } = await run(nearestNeighbors(some, { k: 7 }));
    for (let i = 0; i < some.count; i++) {
      const away = (j: number): number =>
        Math.hypot(...Array.from({ length: 5 }, (_, d) => some.values[i * 5 + d] - some.values[j * 5 + d]));
      const all = Array.from({ length: some.count }, (_, j) => j).filter((j) => j !== i);
      all.sort((a, b) => away(a) - away(b));
      assert.deepEqual([...indices.subarray(i * k, (i + 1) * k)], all.slice(0, 7));
      assert.ok(Math.abs(distances[i * k] - away(all[0])) < 1e-5);
    }
    const part = await run(nearestNeighbors(some, { k: 7, of: [40, 3] }));
    assert.deepEqual([...part.indices], [...indices.subarray(280, 287), ...indices.subarray(21, 28)]);
  });

  it('puts groups that lie apart into clusters of their own', async () => {
    const { points: some, kind } = groups(120, 4, 5);
    const { labels, sizes } = await run(kMeans(some, { clusters: 5, seed: 2 }));
    assert.deepEqual([...sizes], [24, 24, 24, 24, 24]);
    const ofKind = new Map(kind.map((k, i) => [k, labels[i]]));
    assert.ok(kind.every((k, i) => labels[i] === ofKind.get(k)));
    const found = await run(kMeans(some, { clusters: 5, seed: 2 }));
    const given = await run(nearestCentres(some, found.centres));
    assert.deepEqual([given.labels, given.sizes], [labels, sizes]);
    assert.ok(Math.abs(given.inertia / found.inertia - 1) < 1e-12);
    const few = await run(kMeans(points([1, 2, 2, 9], 1), { clusters: 9, seed: 1 }));
    assert.equal(few.sizes.reduce((a, b) => a + b), 4); // prettier-ignore
  });
});

describe('Procrustes', () => {
  it("gives SciPy's rotation", async () => {
    const { a, b, rotation } = golden.procrustes;
    const [A, B] = [valuesOf(a), valuesOf(b)];
    const product = new Float64Array(36);
    for (let r = 0; r < 40; r++)
      for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) product[i * 6 + j] += B[r * 6 + i] * A[r * 6 + j];
    assert.ok(relativeDifference(await run(procrustesRotation(product, 6, 6)), rotation) < 1e-9);
  });

  it('has orthonormal rows or columns for any product, singular or not square', async () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
    const property = fc.asyncProperty(
      shape,
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 25, maxLength: 25 }),
      async ([m, n], numbers) => {
        const r = await run(procrustesRotation(Float64Array.from(numbers.slice(0, m * n)), m, n));
        const [size, other] = m >= n ? [n, m] : [m, n];
        const at = (i: number, k: number): number => (m >= n ? r[k * n + i] : r[i * n + k]);
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            let sum = 0;
            for (let k = 0; k < other; k++) sum += at(i, k) * at(j, k);
            assert.ok(Math.abs(sum - Number(i === j)) < 1e-9);
          }
      },
    );
    await fc.assert(property);
  });

  it('decomposes: U S Vᵀ is the matrix again', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 12, maxLength: 12 }),
      async (numbers) => {
        const { u, singular, v } = await run(svd(Float64Array.from(numbers), 4, 3));
        for (let i = 0; i < 4; i++)
          for (let j = 0; j < 3; j++) {
            let sum = 0;
            for (let k = 0; k < 3; k++) sum += u[i * 3 + k] * singular[k] * v[j * 3 + k];
            assert.ok(Math.abs(sum - numbers[i * 3 + j]) < 1e-9);
          }
      },
    );
    await fc.assert(property);
  });
});

describe('t-SNE and UMAP', () => {
  const { points: some, kind } = groups(240, 8, 6);

  /** Share of points whose nearest in the map is of their kind. */
  function purity(map: Float64Array, axes: number): number {
    let right = 0;
    for (let i = 0; i < kind.length; i++) {
      const away = (j: number): number =>
        Math.hypot(...Array.from({ length: axes }, (_, d) => map[i * axes + d] - map[j * axes + d]));
      const others = kind.map((_, j) => j).filter((j) => j !== i);
      const nearest = others.reduce((best, j) => (away(j) < away(best) ? j : best));
      if (kind[nearest] === kind[i]) right++;
    }
    return right / kind.length;
  }

  for (const axes of [2, 3] as const) {
    it(`keep groups together on ${axes} axes, the same for a seed`, async () => {
      const t = () => run(tsne(some, { axes, perplexity: 15, iterations: 300, theta: 0.5, seed: 4 }));
      const first = await t();
      assert.equal(first.length, 240 * axes);
      assert.ok(purity(first, axes) > 0.98);
      assert.deepEqual(await t(), first);
      const u = () => run(umap(some, { axes, neighbors: 10, minDistance: 0.1, seed: 4, epochs: 200 }));
      const map = await u();
      assert.ok(purity(map, axes) > 0.98);
      assert.deepEqual(await u(), map);
    });
  }

  it('draw equal points, and fewer than four', async () => {
    const same = points(new Float32Array(40).fill(1), 2);
    for (const map of [
      await run(tsne(same, { axes: 2, perplexity: 30, iterations: 20, theta: 0.5, seed: 1 })),
      await run(umap(same, { axes: 2, neighbors: 15, minDistance: 0.1, seed: 1, epochs: 20 })),
      await run(umap(points([1, 2, 3], 1), { axes: 2, neighbors: 15, minDistance: 0.1, seed: 1 })),
    ])
      assert.ok(map.every(Number.isFinite));
  });

  it('stop when they are told to', async () => {
    const controller = new AbortController();
    const work = run(tsne(some, { axes: 2, perplexity: 15, iterations: 1e6, theta: 0.5, seed: 1 }), {
      signal: controller.signal,
      onStep: ({ iteration = 0 }) => iteration > 3 && controller.abort(),
    });
    await assert.rejects(work, (error) => error instanceof LabError && error.code === 'CANCELLED');
  });

  it("fits UMAP's curve, and takes powers by table", () => {
    const { a, b } = fitCurve(0.1); // umap-learn: a = 1.57694, b = 0.89506
    assert.ok(Math.abs(a - 1.57694) < 2e-3 && Math.abs(b - 0.89506) < 1e-3, `${a} ${b}`);
    const power = createTablePower(b);
    const property = fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (x) => assert.ok(Math.abs(power(x) / x ** b - 1) < 4e-5)); // prettier-ignore
    fc.assert(property);
  });
});

describe('axes of words', () => {
  it('place points by their cosine with the directions', () => {
    const map = projectOnAxes(points([3, 4, 0, 0, -2, 0], 2), [Float64Array.of(2, 0), Float64Array.of(0, 5)]);
    [0.6, 0.8, 0, 0, -1, 0].forEach((value, i) => assert.ok(Math.abs(map[i] - value) < 1e-7));
  });
});
