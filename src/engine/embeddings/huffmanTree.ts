// The Huffman tree of hierarchical softmax (Mikolov et al. 2013b, section 2.1): frequent words lie near the root.

/** The path of word w: `nodes` and `codes` from `starts[w]` to `starts[w + 1]`, from the root down. */
export interface HuffmanPaths {
  starts: Int32Array;
  /** Inner nodes, 0 to words - 2. */
  nodes: Int32Array;
  /** 0: the left branch is taken there, 1: the right one. */
  codes: Uint8Array;
}

interface Node {
  count: number;
  /** Below the number of words: a leaf. */
  index: number;
  left?: Node;
  right?: Node;
}

/** Joins the two rarest again and again; ties fall as in Python's heapq, and so as in gensim. */
export function huffmanPaths(counts: Float64Array): HuffmanPaths {
  const words = counts.length;
  const heap = Array.from(counts, (count, index): Node => ({ count, index }));
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftUp(heap, i);
  for (let i = 0; i < words - 1; i++) {
    const left = pop(heap);
    const right = pop(heap);
    heap.push({ count: left.count + right.count, index: words + i, left, right });
    siftDown(heap, 0, heap.length - 1);
  }
  return collectPaths(heap[0], words);
}

function collectPaths(root: Node, words: number): HuffmanPaths {
  const paths = new Array<{ nodes: number[]; codes: number[] }>(words);
  const open = [{ node: root, nodes: [] as number[], codes: [] as number[] }];
  for (let top = open.pop(); top; top = open.pop()) {
    const { node, nodes, codes } = top;
    const { left, right } = node;
    if (!left || !right) {
      paths[node.index] = { nodes, codes };
      continue;
    }
    const further = [...nodes, node.index - words];
    open.push(
      { node: left, nodes: further, codes: [...codes, 0] },
      { node: right, nodes: further, codes: [...codes, 1] },
    );
  }
  const starts = new Int32Array(words + 1);
  paths.forEach(({ nodes }, word) => (starts[word + 1] = starts[word] + nodes.length));
  const all: HuffmanPaths = { starts, nodes: new Int32Array(starts[words]), codes: new Uint8Array(starts[words]) };
  paths.forEach(({ nodes, codes }, word) => {
    all.nodes.set(nodes, starts[word]);
    all.codes.set(codes, starts[word]);
  });
  return all;
}

/** Takes the rarest out. */
function pop(heap: Node[]): Node {
  const last = heap.pop() as Node;
  if (heap.length === 0) return last;
  const top = heap[0];
  heap[0] = last;
  siftUp(heap, 0);
  return top;
}

/** Moves the smaller child up until a leaf is reached, then the node back down to its place. */
function siftUp(heap: Node[], start: number): void {
  const end = heap.length;
  const node = heap[start];
  let at = start;
  let child = 2 * at + 1;
  while (child < end) {
    const right = child + 1;
    if (right < end && !(heap[child].count < heap[right].count)) child = right;
    heap[at] = heap[child];
    at = child;
    child = 2 * at + 1;
  }
  heap[at] = node;
  siftDown(heap, start, at);
}

function siftDown(heap: Node[], start: number, from: number): void {
  const node = heap[from];
  let at = from;
  while (at > start) {
    const parent = (at - 1) >> 1;
    if (!(node.count < heap[parent].count)) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = node;
}
