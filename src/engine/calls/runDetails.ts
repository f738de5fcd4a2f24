// The call `runDetails`: what views show of a run's files beside its record. Nothing in them is trusted: sizes are limited, shapes are
// checked, and a file that is missing, damaged or no file reads as absent.

import path from 'node:path';
import { z } from 'zod';
import type { ParallelSource } from '../../protocol/data';
import { embeddingTensors, VECTORS_FILE } from '../../protocol/embedding';
import { configurationRows } from '../runs/configurationRows';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import { readFileText, readFully, withFile } from '../store/wholeFile';
import type { EngineCall } from './context';
import { safeParse } from '../schema/safeParse';

const MOST_EXPERIMENT_BYTES = 16 << 20;
const MOST_HEAD_BYTES = 1 << 20;

const testOf = z.object({
  data: z.object({ test: z.union([z.string(), z.object({ source: z.string(), target: z.string() })]) }),
});
const shapeOf = z.object({
  [embeddingTensors.vectors]: z.object({ shape: z.tuple([z.number(), z.number()]) }),
});

export const runDetails: EngineCall<'runDetails'> = ({ folder }) => {
  const experiment = absentWhereWrong(
    () => JSON.parse(readFileText(nodeFiles, path.join(folder, runFiles.experiment), MOST_EXPERIMENT_BYTES)) as unknown,
  );
  const test: ParallelSource | undefined = safeParse(testOf, experiment).data?.data.test;
  const vectors = absentWhereWrong(() => vectorsShape(path.join(folder, VECTORS_FILE)));
  return Promise.resolve({
    configuration: configurationRows(experiment),
    ...(test === undefined ? {} : { test }),
    ...(vectors ? { vectors } : {}),
  });
};

function absentWhereWrong<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** How many words have a vector of how many numbers: from the head of the file, without reading the vectors. */
function vectorsShape(file: string): { words: number; dimensions: number } | undefined {
  return withFile(nodeFiles.openToRead(file), (opened) => {
    const first = Buffer.alloc(8);
    readFully(opened, file, first, 0);
    const size = Number(first.readBigUInt64LE());
    if (size > MOST_HEAD_BYTES) return undefined;
    const head = Buffer.alloc(size);
    readFully(opened, file, head, 8);
    const [words, dimensions] = shapeOf.parse(JSON.parse(head.toString('utf8')))[embeddingTensors.vectors].shape;
    return { words, dimensions };
  });
}
