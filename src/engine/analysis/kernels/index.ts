// The forces of t-SNE on a map, four points at a time. AssemblyScript, compiled by scripts/makeKernels.mjs; `tsne.ts` says
// what they are for.

import { Layout } from './layout';

export { build } from './tree';

/**
 * The repulsion on the points from `first` to `end` in the tree's order, both in fours: Σ q² (y - y_cell) with q = 1 / (1 +
 * |y - y_cell|²). Points that lie together walk the tree together; a cell counts as one where it is far from all four.
 */
export function repel(layout: Layout, first: i32, end: i32): void {
  const points = layout.points;
  const bytes = <usize>((points + 3) & ~3) << 2;
  const root = layout.tree;
  const treeEnd = load<usize>(root, 20);
  const isFlat = layout.axes == 2;
  const one = f32x4.splat(1);
  let sum: f64 = 0;
  for (let group = first; group < end; group += 4) {
    const at = layout.sorted + (<usize>group << 2);
    const x = v128.load(at);
    const y = v128.load(at + bytes);
    const z = v128.load(at + 2 * bytes);
    let fx = f32x4.splat(0);
    let fy = fx;
    let fz = fx;
    let total = fx;
    let cell = root;
    while (cell < treeEnd) {
      const dx = f32x4.sub(x, v128.load32_splat(cell));
      const dy = f32x4.sub(y, v128.load32_splat(cell, 4));
      let dz = z;
      let squared = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
      if (!isFlat) {
        dz = f32x4.sub(z, v128.load32_splat(cell, 8));
        squared = f32x4.add(squared, f32x4.mul(dz, dz));
      }
      if (!i32x4.all_true(f32x4.gt(squared, v128.load32_splat(cell, 16)))) {
        cell += 24;
        continue;
      }
      const q = f32x4.div(one, f32x4.add(one, squared));
      const weighed = f32x4.mul(q, v128.load32_splat(cell, 12));
      const pull = f32x4.mul(weighed, q);
      total = f32x4.add(total, weighed);
      fx = f32x4.add(fx, f32x4.mul(pull, dx));
      fy = f32x4.add(fy, f32x4.mul(pull, dy));
      if (!isFlat) fz = f32x4.add(fz, f32x4.mul(pull, dz));
      cell = load<usize>(cell, 20);
    }
    const known = min(4, points - group);
    store3(layout, group, fx, fy, fz, known);
    sum += <f64>f32x4.extract_lane(total, 0) - 1; // less the point itself, at distance 0
    if (known > 1) sum += <f64>f32x4.extract_lane(total, 1) - 1;
    if (known > 2) sum += <f64>f32x4.extract_lane(total, 2) - 1;
    if (known > 3) sum += <f64>f32x4.extract_lane(total, 3) - 1;
  }
  layout.total = sum;
}

/** Writes the forces on up to four points from `group` on, each to its own place. */
function store3(layout: Layout, group: i32, fx: v128, fy: v128, fz: v128, known: i32): void {
  const xy = v128.shuffle<f32>(fx, fy, 0, 4, 1, 5); // x0 y0 x1 y1
  const zeros = f32x4.splat(0);
  const z = v128.shuffle<f32>(fz, zeros, 0, 4, 1, 5);
  storeOne(layout, group, v128.shuffle<f32>(xy, z, 0, 1, 4, 5));
  if (known > 1) storeOne(layout, group + 1, v128.shuffle<f32>(xy, z, 2, 3, 6, 7));
  const laterXy = v128.shuffle<f32>(fx, fy, 2, 6, 3, 7);
  const laterZ = v128.shuffle<f32>(fz, zeros, 2, 6, 3, 7);
  if (known > 2) storeOne(layout, group + 2, v128.shuffle<f32>(laterXy, laterZ, 0, 1, 4, 5));
  if (known > 3) storeOne(layout, group + 3, v128.shuffle<f32>(laterXy, laterZ, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
function storeOne(layout: Layout, sorted: i32, force: v128): void {
  const point = load<i32>(layout.order + (<usize>sorted << 2));
  v128.store(layout.repulsion + (<usize>point << 4), force);
}

/** Σ p q (y - y_other) over the edges of the points from `first` to `end`; the edges of a point are a multiple of four. */
export function attract(layout: Layout, first: i32, end: i32): void {
  const places = layout.places;
  const one = f32x4.splat(1);
  for (let point = first; point < end; point++) {
    const own = v128.load(places + (<usize>point << 4));
    const x = v128.shuffle<f32>(own, own, 0, 0, 0, 0);
    const y = v128.shuffle<f32>(own, own, 1, 1, 1, 1);
    const z = v128.shuffle<f32>(own, own, 2, 2, 2, 2);
    let fx = f32x4.splat(0);
    let fy = fx;
    let fz = fx;
    const startAt = layout.starts + (<usize>point << 2);
    const edgesEnd = load<i32>(startAt, 4);
    for (let edge = load<i32>(startAt); edge < edgesEnd; edge += 4) {
      const target = layout.targets + (<usize>edge << 2);
      const a = v128.load(places + (<usize>load<i32>(target) << 4));
      const b = v128.load(places + (<usize>load<i32>(target, 4) << 4));
      const c = v128.load(places + (<usize>load<i32>(target, 8) << 4));
      const d = v128.load(places + (<usize>load<i32>(target, 12) << 4));
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5); // x of both, y of both
      const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const dx = f32x4.sub(x, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      const dy = f32x4.sub(y, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      const abZ = v128.shuffle<f32>(a, b, 2, 6, 2, 6);
      const dz = f32x4.sub(z, v128.shuffle<f32>(abZ, v128.shuffle<f32>(c, d, 2, 6, 2, 6), 0, 1, 4, 5));
      const squared = f32x4.add(f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy)), f32x4.mul(dz, dz));
      const pull = f32x4.div(v128.load(layout.weights + (<usize>edge << 2)), f32x4.add(one, squared));
      fx = f32x4.add(fx, f32x4.mul(pull, dx));
      fy = f32x4.add(fy, f32x4.mul(pull, dy));
      fz = f32x4.add(fz, f32x4.mul(pull, dz));
    }
    const to = layout.attraction + (<usize>point << 4);
    store<f32>(to, sumOf(fx));
    store<f32>(to, sumOf(fy), 4);
    store<f32>(to, sumOf(fz), 8);
  }
}

// @ts-ignore: decorator
@inline
function sumOf(a: v128): f32 {
  return (
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3))
  );
}
