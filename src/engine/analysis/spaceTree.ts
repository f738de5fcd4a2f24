// A quadtree (octree in three dimensions) over the points of a map, whose cells stand for far points together
// (Barnes and Hut 1986). Built anew for every iteration, in arrays that are kept.

const MAX_DEPTH = 48;
const NONE = -1;

export class SpaceTree {
  private nodes = 0;
  private centre: Float64Array; // [nodes, 3]: of the points' mass
  private middle: Float64Array; // [nodes, 3]: of the cell
  private half: Float64Array; // half the cell's width
  private count: Int32Array;
  private firstChild: Int32Array; // NONE in a leaf
  private readonly children: number;
  private readonly stack = new Int32Array(8 * (MAX_DEPTH + 2));

  /** @param axes 2 or 3; positions always have three numbers, the last 0 where there are two axes */
  constructor(
    points: number,
    private readonly axes: 2 | 3,
  ) {
    this.children = 1 << axes;
    const room = Math.max(64, 4 * points);
    this.centre = new Float64Array(3 * room);
    this.middle = new Float64Array(3 * room);
    this.half = new Float64Array(room);
    this.count = new Int32Array(room);
    this.firstChild = new Int32Array(room);
  }

  /** @param positions [points, 3] */
  build(positions: Float64Array): void {
    const points = positions.length / 3;
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    positions.forEach((value, at) => {
      if (value < low[at % 3]) low[at % 3] = value;
      if (value > high[at % 3]) high[at % 3] = value;
    });
    this.nodes = 0;
    const width = Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2], 1e-12);
    this.addNode((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2, (width / 2) * 1.0001);
    for (let i = 0; i < points; i++) this.insert(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
    for (let node = 0; node < this.nodes; node++)
      if (this.count[node] > 0) for (let d = 0; d < 3; d++) this.centre[3 * node + d] /= this.count[node];
  }

  private addNode(x: number, y: number, z: number, half: number): number {
    const node = this.nodes++;
    if (node >= this.half.length) this.grow();
    this.middle[3 * node] = x;
    this.middle[3 * node + 1] = y;
    this.middle[3 * node + 2] = z;
    this.half[node] = half;
    this.centre.fill(0, 3 * node, 3 * node + 3);
    this.count[node] = 0;
    this.firstChild[node] = NONE;
    return node;
  }

  private grow(): void {
    const larger = <T extends Float64Array | Int32Array>(old: T, empty: T): T => {
      empty.set(old);
      return empty;
    };
    const room = 2 * this.half.length;
    this.centre = larger(this.centre, new Float64Array(3 * room));
    this.middle = larger(this.middle, new Float64Array(3 * room));
    this.half = larger(this.half, new Float64Array(room));
    this.count = larger(this.count, new Int32Array(room));
    this.firstChild = larger(this.firstChild, new Int32Array(room));
  }

  /** While building, `centre` holds sums. A leaf holds one place, of one point or of several that lie in it. */
  private insert(x: number, y: number, z: number): void {
    let node = 0;
    for (let depth = 0; ; depth++) {
      if (this.firstChild[node] === NONE) {
        const { count, centre } = this;
        const n = count[node];
        const isSame =
          n > 0 && centre[3 * node] / n === x && centre[3 * node + 1] / n === y && centre[3 * node + 2] / n === z;
        if (n === 0 || isSame || depth >= MAX_DEPTH) return this.weigh(node, x, y, z);
        this.split(node);
      }
      this.weigh(node, x, y, z);
      node = this.firstChild[node] + this.childOf(node, x, y, z);
    }
  }

  private weigh(node: number, x: number, y: number, z: number): void {
    this.centre[3 * node] += x;
    this.centre[3 * node + 1] += y;
    this.centre[3 * node + 2] += z;
    this.count[node]++;
  }

  private childOf(node: number, x: number, y: number, z: number): number {
    const { middle } = this;
    const inPlane = Number(x > middle[3 * node]) + 2 * Number(y > middle[3 * node + 1]);
    return this.axes === 3 ? inPlane + 4 * Number(z > middle[3 * node + 2]) : inPlane;
  }

  /** What the leaf held goes into one of its children. */
  private split(node: number): void {
    const { children } = this;
    const half = this.half[node] / 2;
    const [x, y, z] = this.middle.subarray(3 * node, 3 * node + 3);
    const first = this.nodes;
    for (let child = 0; child < children; child++)
      this.addNode(
        x + (child & 1 ? half : -half),
        y + (child & 2 ? half : -half),
        this.axes === 3 ? z + (child & 4 ? half : -half) : z,
        half,
      );
    this.firstChild[node] = first;
    const n = this.count[node];
    const at = 3 * node;
    const child = first + this.childOf(node, this.centre[at] / n, this.centre[at + 1] / n, this.centre[at + 2] / n);
    this.centre.copyWithin(3 * child, at, at + 3);
    this.count[child] = n;
  }

  /**
   * Adds the repulsion on a point to force[0..2]: Σ q² (y - y_cell) with q = 1 / (1 + |y - y_cell|²), and returns Σ q.
   * A cell counts as one where its width is below `theta` times its distance.
   */
  repulsion(x: number, y: number, z: number, theta: number, force: Float64Array): number {
    const { centre, half, count, firstChild, children, stack } = this;
    const limit = (theta * theta) / 4; // widths are halves
    let [fx, fy, fz, total] = [0, 0, 0, 0];
    let size = 0;
    stack[size++] = 0;
    while (size > 0) {
      const node = stack[--size];
      const n = count[node];
      if (n === 0) continue;
      const at = 3 * node;
      const dx = x - centre[at];
      const dy = y - centre[at + 1];
      const dz = z - centre[at + 2];
      const squared = dx * dx + dy * dy + dz * dz;
      const child = firstChild[node];
      if (child === NONE || half[node] * half[node] < limit * squared) {
        const q = 1 / (1 + squared);
        total += n * q;
        const pull = n * q * q;
        fx += pull * dx;
        fy += pull * dy;
        fz += pull * dz;
      } else for (let i = 0; i < children; i++) stack[size++] = child + i;
    }
    force[0] = fx;
    force[1] = fy;
    force[2] = fz;
    return total - 1; // the point itself, at distance 0
  }
}
