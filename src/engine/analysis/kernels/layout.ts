// What the kernels of a layout work on. AssemblyScript, compiled by scripts/makeKernels.mjs; `layoutKernel.ts` lays out the
// memory.

/** All points are 16 bytes, three f32 and four bytes unused; the third is 0 on two axes. */
// @ts-ignore: decorator
@unmanaged
export class Layout {
  points: i32;
  axes: i32;
  /** A cell counts as one point where its width is below theta times its distance. */
  theta: f32;
  /** How many cells the tree has. */
  cells: i32;
  /** Of the points, in their own order. */
  places: usize;
  /** Σ q² (y - y_cell) and Σ p q (y - y_other) of each point. */
  repulsion: usize;
  attraction: usize;
  /** Two arrays of f64-sized keys and two of i32 indices, [points + 4]: sorting goes from one to the other. */
  keys: usize;
  otherKeys: usize;
  order: usize;
  otherOrder: usize;
  /** Three arrays, f32 [points rounded up to 4]: places along each axis, in the order of the keys. */
  sorted: usize;
  /** 24 bytes each, see `tree.ts`. */
  tree: usize;
  /** i32 [points + 1]: edges of a point, in fours; i32 and f32 for each edge. */
  starts: usize;
  targets: usize;
  weights: usize;
  /** Σ q over all pairs, of the points last repelled. */
  total: f64;
}
