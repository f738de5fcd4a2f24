// A quadtree (octree on three axes) over the points of a map (Barnes and Hut 1986), built from their order along a Z-shaped
// curve (Morton 1966): the points of a cell stand together in it. Cells lie in memory as they are visited, each with the
// address of the cell after all that it holds, so that no stack is needed. Chains of cells with one child are left out.

import { Layout } from './layout';

const BITS: i32 = 16;
const MOST: f64 = 65535;
const CELL_BYTES: usize = 24;
const DIGIT: i32 = 8;

/** Along one axis, of the last tree: the lowest place, and the width of the whole. */
let lowX: f32 = 0;
let lowY: f32 = 0;
let lowZ: f32 = 0;
let width: f32 = 0;

export function build(layout: Layout): void {
  measure(layout);
  code(layout);
  sort(layout);
  gather(layout);
  layout.cells = 0;
  addCell(layout, 0, layout.points);
}

function measure(layout: Layout): void {
  let low = v128.load(layout.places);
  let high = low;
  for (let i = 1; i < layout.points; i++) {
    const place = v128.load(layout.places + (<usize>i << 4));
    low = f32x4.min(low, place);
    high = f32x4.max(high, place);
  }
  const span = f32x4.sub(high, low);
  lowX = f32x4.extract_lane(low, 0);
  lowY = f32x4.extract_lane(low, 1);
  lowZ = f32x4.extract_lane(low, 2);
  width = max(max(f32x4.extract_lane(span, 0), f32x4.extract_lane(span, 1)), f32x4.extract_lane(span, 2));
  width = max(width, 1e-30);
}

/** The bits of a number of 16, with one or two zeros after each. */
function spread(value: u64, axes: i32): u64 {
  let x = value;
  if (axes == 2) {
    x = (x | (x << 8)) & 0x00ff00ff;
    x = (x | (x << 4)) & 0x0f0f0f0f;
    x = (x | (x << 2)) & 0x33333333;
    return (x | (x << 1)) & 0x55555555;
  }
  x = (x | (x << 16)) & 0x0000ff0000ff;
  x = (x | (x << 8)) & 0x00f00f00f00f;
  x = (x | (x << 4)) & 0x0c30c30c30c3;
  return (x | (x << 2)) & 0x249249249249;
}

function code(layout: Layout): void {
  const axes = layout.axes;
  const scale = MOST / <f64>width;
  for (let i = 0; i < layout.points; i++) {
    const at = layout.places + (<usize>i << 4);
    const x = <u64>(<f64>(load<f32>(at) - lowX) * scale);
    const y = <u64>(<f64>(load<f32>(at, 4) - lowY) * scale);
    let key = spread(x, axes) | (spread(y, axes) << 1);
    if (axes == 3) key |= spread(<u64>(<f64>(load<f32>(at, 8) - lowZ) * scale), axes) << 2;
    store<u64>(layout.keys + (<usize>i << 3), key);
    store<i32>(layout.order + (<usize>i << 2), i);
  }
}

const COUNTS: usize = memory.data(1024, 16);

/** By digits of eight bits, the lowest first; equal keys keep their order. */
function sort(layout: Layout): void {
  const points = layout.points;
  for (let shift = 0; shift < BITS * layout.axes; shift += DIGIT) {
    memory.fill(COUNTS, 0, 1024);
    const keys = layout.keys;
    const order = layout.order;
    for (let i = 0; i < points; i++) {
      const counter = COUNTS + ((<usize>(load<u64>(keys + (<usize>i << 3)) >> shift) & 255) << 2);
      store<i32>(counter, load<i32>(counter) + 1);
    }
    let before = 0;
    for (let digit: usize = 0; digit < 1024; digit += 4) {
      const count = load<i32>(COUNTS + digit);
      store<i32>(COUNTS + digit, before);
      before += count;
    }
    for (let i = 0; i < points; i++) {
      const key = load<u64>(keys + (<usize>i << 3));
      const counter = COUNTS + ((<usize>(key >> shift) & 255) << 2);
      const to = load<i32>(counter);
      store<i32>(counter, to + 1);
      store<u64>(layout.otherKeys + (<usize>to << 3), key);
      store<i32>(layout.otherOrder + (<usize>to << 2), load<i32>(order + (<usize>i << 2)));
    }
    layout.keys = layout.otherKeys;
    layout.otherKeys = keys;
    layout.order = layout.otherOrder;
    layout.otherOrder = order;
  }
}

/** Places by axes, in the order of the keys; the last point fills the group that it is in. */
function gather(layout: Layout): void {
  const points = layout.points;
  const room = (points + 3) & ~3;
  const bytes = <usize>room << 2;
  for (let i = 0; i < room; i++) {
    const from = layout.places + (<usize>load<i32>(layout.order + (<usize>min(i, points - 1) << 2)) << 4);
    const to = layout.sorted + (<usize>i << 2);
    store<f32>(to, load<f32>(from));
    store<f32>(to + bytes, load<f32>(from, 4));
    store<f32>(to + 2 * bytes, load<f32>(from, 8));
  }
}

/**
 * The cell of the points from `first` to `end`: the centre of their mass (three f32), how many they are (f32), (width /
 * theta)² (f32; -1: nothing is in it but one place), and the address after all that it holds.
 */
function addCell(layout: Layout, first: i32, end: i32): void {
  const cell = layout.tree + <usize>layout.cells * CELL_BYTES;
  layout.cells++;
  const firstKey = load<u64>(layout.keys + (<usize>first << 3));
  const differing = firstKey ^ load<u64>(layout.keys + (<usize>(end - 1) << 3));
  let x: f64 = 0;
  let y: f64 = 0;
  let z: f64 = 0;
  let limit: f32 = -1;
  if (differing == 0) {
    const bytes = <usize>((layout.points + 3) & ~3) << 2;
    for (let i = first; i < end; i++) {
      const at = layout.sorted + (<usize>i << 2);
      x += <f64>load<f32>(at);
      y += <f64>load<f32>(at + bytes);
      z += <f64>load<f32>(at + 2 * bytes);
    }
  } else {
    const axes = layout.axes;
    const levels = (63 - <i32>clz<u64>(differing)) / axes; // below the one whose cells part these points
    const shift = levels * axes;
    for (let from = first; from < end; ) {
      const digits = load<u64>(layout.keys + (<usize>from << 3)) >> shift;
      let to = from + 1;
      while (to < end && load<u64>(layout.keys + (<usize>to << 3)) >> shift == digits) to++;
      const child = layout.tree + <usize>layout.cells * CELL_BYTES;
      addCell(layout, from, to);
      const count = <f64>load<f32>(child, 12);
      x += count * <f64>load<f32>(child);
      y += count * <f64>load<f32>(child, 4);
      z += count * <f64>load<f32>(child, 8);
      from = to;
    }
    const share = <f32>(1 << (levels + 1)) / <f32>65536;
    const reach = (width * share) / layout.theta;
    limit = reach * reach;
  }
  const count = <f64>(end - first);
  store<f32>(cell, <f32>(x / count));
  store<f32>(cell, <f32>(y / count), 4);
  store<f32>(cell, <f32>(z / count), 8);
  store<f32>(cell, <f32>count, 12);
  store<f32>(cell, limit, 16);
  store<usize>(cell, layout.tree + <usize>layout.cells * CELL_BYTES, 20);
}
