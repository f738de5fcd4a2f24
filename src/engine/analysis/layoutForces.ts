// The forces of t-SNE in the compiled kernels (kernels/), with memory of their own.

import { compiledModule } from '../compiled/compiledModule';
import { createMemory, FIRST_ADDRESS, placeArrays } from '../compiled/memory';
import { plain } from './generated/kernels';
import type { SymmetricGraph } from './symmetricGraph';

const JOB = FIRST_ADDRESS;
const JOB_BYTES = 80;
const CELL_BYTES = 24;
/** Edges are taken so many at a time, and so are points that are repelled. */
const LANES = 4;
/** Where the job holds Σ q. */
const TOTAL_AT = 64;

interface Kernels {
  build(job: number): void;
  repel(job: number, first: number, end: number): void;
  attract(job: number, first: number, end: number): void;
}

let module: WebAssembly.Module | undefined;

export interface LayoutForcesOptions {
  points: number;
  axes: 2 | 3;
  /** A cell counts as one point where its width is below theta times its distance; 0: none does. */
  theta: number;
  /** What pulls points together. */
  graph: SymmetricGraph;
}

export class LayoutForces {
  /** Float32 [points, 4], to be written: the fourth is not used, nor on two axes the third, which is 0. */
  readonly places: Float32Array;
  /** Float32 [points, 4]: Σ q² (y - y_other) of each point, with q = 1 / (1 + |y - y_other|²). */
  readonly repulsion: Float32Array;
  /** Float32 [points, 4]: Σ p q (y - y_other) over the edges of each point. */
  readonly attraction: Float32Array;
  private readonly kernels: Kernels;
  private readonly total: Float64Array;

  /** Copies the graph. Fails with `NO_MEMORY`. */
  constructor({ points, axes, theta, graph }: LayoutForcesOptions) {
    const edges = paddedEdges(graph, points);
    const room = Math.ceil(points / LANES) * LANES;
    const place = 16 * points;
    const sizes = [place, place, place, 8 * points, 8 * points, 4 * points, 4 * points, 12 * room];
    sizes.push(CELL_BYTES * 2 * points, 4 * (points + 1), 4 * edges.count, 4 * edges.count);
    const { addresses, end } = placeArrays(JOB_BYTES, sizes);
    const memory = createMemory(end, {
      message: (megabytes) =>
        `A map of ${points} points with so many neighbours needs ${megabytes} MB, more than there is. Draw fewer words, or lower the perplexity.`,
    });
    const { buffer } = memory;
    module ??= compiledModule(Buffer.from(plain, 'base64'));
    this.kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
    new Int32Array(buffer, JOB, 2).set([points, axes]);
    new Float32Array(buffer, JOB + 8, 1).set([theta]);
    new Int32Array(buffer, JOB + 16, addresses.length).set(addresses);
    this.total = new Float64Array(buffer, JOB + TOTAL_AT, 1);
    const three = addresses.slice(0, 3).map((at) => new Float32Array(buffer, at, 4 * points));
    [this.places, this.repulsion, this.attraction] = three;
    const [starts, targets, weights] = addresses.slice(-3);
    new Int32Array(buffer, starts, points + 1).set(edges.starts);
    copyEdges(graph, edges.starts, {
      targets: new Int32Array(buffer, targets, edges.count),
      weights: new Float32Array(buffer, weights, edges.count),
    });
  }

  /** Takes the places as they are now: a tree of them for what follows. */
  build(): void {
    this.kernels.build(JOB);
  }

  /** Repels the points from `first` to `end` in the tree's order, both multiples of four; gives Σ q over their pairs. */
  repel(first: number, end: number): number {
    this.kernels.repel(JOB, first, end);
    return this.total[0];
  }

  /** Pulls the points from `first` to `end` in their own order. */
  attract(first: number, end: number): void {
    this.kernels.attract(JOB, first, end);
  }
}

/** Where the edges of each point begin when each has a multiple of four. */
function paddedEdges({ starts }: SymmetricGraph, points: number): { starts: Int32Array; count: number } {
  const padded = new Int32Array(points + 1);
  for (let i = 0; i < points; i++) padded[i + 1] = padded[i] + Math.ceil((starts[i + 1] - starts[i]) / LANES) * LANES;
  return { starts: padded, count: padded[points] };
}

/** What fills up leads from a point to itself and weighs nothing. */
function copyEdges(
  graph: SymmetricGraph,
  starts: Int32Array,
  { targets, weights }: { targets: Int32Array; weights: Float32Array },
): void {
  for (let i = 0; i + 1 < starts.length; i++) {
    targets.fill(i, starts[i], starts[i + 1]);
    targets.set(graph.targets.subarray(graph.starts[i], graph.starts[i + 1]), starts[i]);
    weights.set(graph.weights.subarray(graph.starts[i], graph.starts[i + 1]), starts[i]);
  }
}
