import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { kernelSources } from '../../../src/engine/analysis/generated/kernels';
import { LayoutForces } from '../../../src/engine/analysis/layoutForces';
import { createFastRandom } from '../../../src/engine/analysis/random';

const NO_EDGES = (points: number) => ({
  starts: new Int32Array(points + 1),
  targets: new Int32Array(0),
  weights: new Float64Array(0),
});

/** Places of points, of which some share one; [points, 3]. */
function places(points: number, axes: 2 | 3): Float32Array {
  const random = createFastRandom(9);
  const y = Float32Array.from({ length: 3 * points }, (_, at) => (at % 3 < axes ? 20 * random.normal() : 0));
  y.copyWithin(0, 3, 6);
  return y;
}

/** Σ q² (y - y_other) of a point, and Σ q, summed over all others. */
function repulsionOf(y: Float32Array, i: number): { force: number[]; total: number } {
  const force = [0, 0, 0];
  let total = 0;
  for (let j = 0; 3 * j < y.length; j++) {
    if (j === i) continue;
    const d = [0, 1, 2].map((axis) => y[3 * i + axis] - y[3 * j + axis]);
    const q = 1 / (1 + d.reduce((sum, value) => sum + value * value, 0));
    total += q;
    d.forEach((value, axis) => (force[axis] += q * q * value));
  }
  return { force, total };
}

function forcesOn(y: Float32Array, axes: 2 | 3, theta: number): { forces: LayoutForces; total: number } {
  const points = y.length / 3;
  const forces = new LayoutForces({ points, axes, theta, graph: NO_EDGES(points) });
  for (let i = 0; i < points; i++) forces.places.set(y.subarray(3 * i, 3 * i + 3), 4 * i);
  forces.build();
  return { forces, total: forces.repel(0, 48) + forces.repel(48, points) };
}

describe('the forces of t-SNE', () => {
  for (const axes of [2, 3] as const)
    for (const points of [101, 102, 103, 104])
      it(`repel ${points} points on ${axes} axes: without cells exactly, with cells nearly`, () => {
        const y = places(points, axes);
        const exact = Array.from({ length: points }, (_, i) => repulsionOf(y, i));
        const sum = exact.reduce((all, { total }) => all + total, 0);
        const single = forcesOn(y, axes, 0);
        assert.ok(Math.abs(single.total / sum - 1) < 1e-5);
        const scale = Math.max(...exact.flatMap(({ force }) => force.map(Math.abs)));
        const cells = forcesOn(y, axes, 0.5);
        assert.ok(Math.abs(cells.total / sum - 1) < 5e-3);
        exact.forEach(({ force }, i) =>
          force.forEach((value, axis) => {
            const at = 4 * i + axis;
            assert.ok(Math.abs(single.forces.repulsion[at] - value) < 1e-5 * scale);
            assert.ok(Math.abs(cells.forces.repulsion[at] - value) < 0.05 * scale);
          }),
        );
      });

  it('pull along the edges of a point, however many it has', () => {
    const y = places(9, 3);
    const targets = [1, 0, 2, 3, 4, 5, 6, 7, 8];
    const graph = {
      starts: Int32Array.of(0, 1, 1, 1, 9, 9, 9, 9, 9, 9),
      targets: Int32Array.from(targets, (target, at) => (at === 3 ? 1 : target)),
      weights: Float64Array.from(targets, (_, at) => 0.1 + at / 10),
    };
    const forces = new LayoutForces({ points: 9, axes: 3, theta: 0.5, graph });
    for (let i = 0; i < 9; i++) forces.places.set(y.subarray(3 * i, 3 * i + 3), 4 * i);
    forces.attract(0, 9);
    for (let i = 0; i < 9; i++)
      for (let axis = 0; axis < 3; axis++) {
        let wanted = 0;
        for (let edge = graph.starts[i]; edge < graph.starts[i + 1]; edge++) {
          const j = graph.targets[edge];
          const d = [0, 1, 2].map((other) => y[3 * i + other] - y[3 * j + other]);
          wanted += (graph.weights[edge] * d[axis]) / (1 + d.reduce((sum, value) => sum + value * value, 0));
        }
        assert.ok(Math.abs(forces.attraction[4 * i + axis] - wanted) < 1e-6);
      }
  });

  it('come from kernels that are up to date', async () => {
    const script = (await import(pathToFileURL('scripts/makeKernels.mjs').href)) as {
      kernelSources(folder: string): string;
    };
    assert.equal(kernelSources, script.kernelSources('analysis'), 'run node scripts/makeKernels.mjs');
  });
});
