// A tensor of a batch as one matrix: of one example, and of one head.
import type { NetworkTensor } from '../../protocol/network';
import type { TensorMatrix } from '../../protocol/networkView';
import { tensorMatrix } from '../network/tensorMatrix';

/** Tensors without an axis of the batch are those of all examples. @param values row by row */
export function exampleMatrix(
  axes: NetworkTensor['axes'],
  values: Float32Array,
  { example, head }: { example: number; head: number },
): TensorMatrix {
  const at = axes.findIndex(({ kind }) => kind === 'batch');
  if (at < 0) return tensorMatrix(axes, values, head);
  const { length } = axes[at];
  const inner = axes.slice(at + 1).reduce((product, axis) => product * axis.length, 1);
  const outer = axes.slice(0, at).reduce((product, axis) => product * axis.length, 1);
  const own = new Float32Array(outer * inner);
  const chosen = Math.min(example, length - 1);
  for (let i = 0; i < outer; i++) {
    const from = (i * length + chosen) * inner;
    own.set(values.subarray(from, from + inner), i * inner);
  }
  const others = axes.filter((_, axis) => axis !== at);
  return tensorMatrix(others.length > 0 ? others : [{ ...axes[at], length: 1 }], own, head);
}
