// A graph of another program at work: its file was looked at before (`onnx/givenModel.ts`).

import * as ort from 'onnxruntime-node';
import { LabError } from '../../protocol/labError';
import { readGivenModel, type GivenModel } from '../onnx/givenModel';
import { openSession } from './openSession';
import type { SessionSettings } from './session';

interface GivenGraph {
  /**
   * One output for float32 numbers, [1, ...shape]. Fails with `INVALID_FILE` where the graph cannot be run on them, or gives something
   * else than float32 numbers.
   */
  run(
    input: Float32Array,
    shape: readonly number[],
    output: string,
  ): Promise<{ shape: readonly number[]; data: Float32Array }>;
  release(): Promise<void>;
}

const MOST_TOLD = 300;

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, MOST_TOLD);

/** A graph that can be opened. */
export interface GivenFile extends GivenModel {
  /** On the CPU. Fails with `INVALID_FILE`. */
  open(settings: Pick<SessionSettings, 'threads'>): Promise<GivenGraph>;
}

/** Fails as `readGivenModel`. @param file where the bytes are from, as messages name it */
export function givenFile(bytes: Uint8Array, file: string): GivenFile {
  const model = readGivenModel(bytes, file);
  const failed = (message: string, cause: unknown): LabError =>
    new LabError('INVALID_FILE', message, { file }, { cause });
  return {
    ...model,
    async open({ threads }) {
      const session = await openSession(bytes, { device: 'cpu', threads }, false).catch((error: unknown) => {
        throw failed(`ONNX Runtime cannot open "${file}": ${reasonOf(error)}`, error);
      });
      return {
        async run(numbers, shape, output) {
          const feeds = { [model.inputs[0].name]: new ort.Tensor('float32', numbers, shape) };
          const { [output]: found } = await session.run(feeds, [output]).catch((error: unknown) => {
            throw failed(`ONNX Runtime cannot run "${file}": ${reasonOf(error)}`, error);
          });
          if (found.data instanceof Float32Array) return { shape: found.dims, data: found.data };
          throw failed(
            `The output "${output}" of "${file}" has numbers of type ${found.type}, and not float32.`,
            undefined,
          );
        },
        release: () => session.release(),
      };
    },
  };
}
