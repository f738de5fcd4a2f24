// What several graphs have in common, once: large tensors move out of the graphs into a file beside them (ONNX's external data), where those
// of the same content lie in one place.

import { createHash } from 'node:crypto';
import { create } from '@bufbuild/protobuf';
import {
  StringStringEntryProtoSchema,
  TensorProto_DataLocation as DataLocation,
  type GraphProto,
  type TensorProto,
} from './generated/onnx_pb';

/** Smaller ones stay in the graphs: among them are shapes, which readers want to know before they run anything. */
const FEWEST_BYTES = 256;
/** Runtimes map pages of the file into memory instead of reading them. */
const PAGE_BYTES = 4096;

export interface SharedWeights {
  /** Moves the large tensors of a graph out of it. */
  moveOut(graph: GraphProto): void;
  /** The content of the file. */
  chunks(): Uint8Array[];
}

/** @param location the name of the file, in the folder of the graphs */
export function createSharedWeights(location: string): SharedWeights {
  const places = new Map<string, string>();
  const chunks: Uint8Array[] = [];
  let end = 0;

  function placeOf(data: Uint8Array): string {
    const content = createHash('sha256').update(data).digest('hex');
    const known = places.get(content);
    if (known !== undefined) return known;
    const offset = Math.ceil(end / PAGE_BYTES) * PAGE_BYTES;
    if (offset > end) chunks.push(new Uint8Array(offset - end));
    chunks.push(data);
    end = offset + data.length;
    places.set(content, `${offset}`);
    return `${offset}`;
  }

  function moved(tensor: TensorProto): void {
    const { rawData } = tensor;
    if (rawData.length < FEWEST_BYTES) return;
    const told = { location, offset: placeOf(rawData), length: `${rawData.length}` };
    tensor.externalData = Object.entries(told).map(([key, value]) =>
      create(StringStringEntryProtoSchema, { key, value }),
    );
    tensor.dataLocation = DataLocation.EXTERNAL;
    tensor.rawData = new Uint8Array(0);
  }

  return {
    moveOut: ({ initializer }) => initializer.forEach(moved),
    chunks: () => chunks,
  };
}
