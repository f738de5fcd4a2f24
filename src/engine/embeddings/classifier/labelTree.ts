// fastText's Huffman tree over labels (loss.cc, buildTree): the two rarest are joined again and again. Labels stand by falling
// count; equal counts are joined as there, since a model's file holds no tree.

/** The path of label k from its leaf up: `nodes` and `codes` from `starts[k]` to `starts[k + 1]`. */
export interface LabelTree {
  starts: Int32Array;
  /** Inner nodes, 0 to labels - 2; the last one is the root. */
  nodes: Int32Array;
  /** Whether the path comes from the right (1) or the left (0). */
  codes: Uint8Array;
}

/** @param counts by falling count */
export function labelTree(counts: ArrayLike<number>): LabelTree {
  const labels = counts.length;
  const all = Math.max(0, 2 * labels - 1);
  const parent = new Int32Array(all).fill(-1);
  const isRight = new Uint8Array(all);
  const weight = new Float64Array(all).fill(Infinity);
  weight.set(Array.from(counts));
  let leaf = labels - 1;
  let node = labels;
  const rarest = (): number => (leaf >= 0 && weight[leaf] < weight[node] ? leaf-- : node++);
  for (let made = labels; made < all; made++) {
    const left = rarest();
    const right = rarest();
    weight[made] = weight[left] + weight[right];
    parent[left] = made;
    parent[right] = made;
    isRight[right] = 1;
  }
  return pathsOf(labels, parent, isRight);
}

function pathsOf(labels: number, parent: Int32Array, isRight: Uint8Array): LabelTree {
  const starts = new Int32Array(labels + 1);
  const nodes: number[] = [];
  const codes: number[] = [];
  for (let label = 0; label < labels; label++) {
    for (let at = label; parent[at] >= 0; at = parent[at]) {
      nodes.push(parent[at] - labels);
      codes.push(isRight[at]);
    }
    starts[label + 1] = nodes.length;
  }
  return { starts, nodes: Int32Array.from(nodes), codes: Uint8Array.from(codes) };
}
