// The graphs of a model as files. Of models whose graphs work together, what these share stands once, in a file beside them.

import { LabError } from '../../protocol/labError';
import { createSharedWeights } from '../onnx/sharedWeights';
import { graphFile, type GraphFile } from '../runtime/graphFile';
import type { ExportedModel, ExportUse } from '../tasks/exportedModel';

export const WEIGHTS = 'weights.bin';

/** Of these several graphs are needed for one answer, or stand for the same network; of others a graph is a file by itself. */
const TOGETHER: ReadonlySet<ExportUse> = new Set(['scores', 'writes']);

export const sharesWeights = ({ use }: Pick<ExportedModel, 'use'>): boolean => TOGETHER.has(use);

/** Protobuf holds no more in a message. */
const MOST_BYTES = 2 ** 31 - 1;

interface ExportedGraph {
  file: string;
  content: Uint8Array | readonly Uint8Array[];
  /** Of a graph. */
  shown?: { name: string } & Omit<GraphFile, 'bytes'>;
}

/** One after the other, so that one graph is in memory at a time. Fails with `INVALID_ARGUMENT` for what a file cannot hold. */
export function* exportedGraphs(model: ExportedModel, isQuantized: boolean): Generator<ExportedGraph> {
  const weights = sharesWeights(model) ? createSharedWeights(WEIGHTS) : undefined;
  for (const [name, { outputs, parameters }] of Object.entries(model.graphs)) {
    const all = Object.values(parameters).reduce((sum, { data }) => sum + data.byteLength, 0);
    if (all > MOST_BYTES)
      throw new LabError(
        'INVALID_ARGUMENT',
        `The model has ${Math.ceil(all / 1e6)} MB of parameters, and an ONNX file holds at most 2,147 MB.`,
      );
    const { bytes, ...shown } = graphFile({ outputs, parameters }, name, { isQuantized, weights });
    yield { file: `${name}.onnx`, content: bytes, shown: { name, ...shown } };
  }
  if (weights) yield { file: WEIGHTS, content: weights.chunks() };
}

/** Of all these files together. */
export function graphBytes(model: ExportedModel): number {
  let bytes = 0;
  for (const { content } of exportedGraphs(model, false))
    for (const { length } of content instanceof Uint8Array ? [content] : content) bytes += length;
  return bytes;
}
