// The call `doctor`: what this machine can do, what is missing, and how fast it is.

import os from 'node:os';
import type { DeviceState, MachineReport } from '../../protocol/doctor';
import { kernelBinary } from '../embeddings/kernelModule';
import { requireDevice } from '../runtime/device';
import { availableBytes, threadsOf } from '../runtime/machine';
import { measureProduct } from '../runtime/measureProduct';
import { processorFlags } from '../store/surroundings';
import type { EngineCall } from './context';

/** Of those that tell how fast products are; in the order in which they came. */
const TOLD = [
  'sse4_1',
  'avx',
  'fma',
  'avx2',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'amx_tile',
  'asimd',
  'asimddp',
  'sve',
];

export const doctor: EngineCall<'doctor'> = async (_, { progress }) => {
  const all = threadsOf(0);
  const products = [];
  for (const threads of all > 1 ? [1, all] : [1]) {
    progress({ phase: 'Multiplying matrices', fraction: products.length / 2 });
    products.push({ threads, gflops: await measureProduct(threads) });
  }
  const devices: DeviceState[] = [{ name: 'cpu', works: true }];
  for (const name of ['webgpu', 'cuda'] as const) devices.push(await stateOf(name));
  return {
    versions: {
      nlpLab: process.env.NLP_LAB_VERSION ?? 'unknown',
      node: process.versions.node,
      onnxRuntime: process.env.NLP_LAB_ONNX_RUNTIME ?? 'unknown',
    },
    system: `${os.platform()} ${os.arch()}, ${os.release()}`,
    processor: os.cpus().at(0)?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    instructionSets: instructionSets(),
    webAssembly: webAssembly(),
    memory: { total: os.totalmem(), available: availableBytes() },
    products,
    devices,
  };
};

const stateOf = (name: 'webgpu' | 'cuda'): Promise<DeviceState> =>
  requireDevice({ device: name, threads: 1 }).then(
    () => ({ name, works: true }),
    (error: unknown) => ({ name, works: false, reason: reasonOf(error) }),
  );

/** The system's own words, from below our advice, without the place in its sources. */
function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause;
  const message = inner instanceof Error ? inner.message : String(inner);
  return message
    .replace(/\s+/g, ' ')
    .replace(/^\S+\.cc:\d+ (.* was false\. )?/, '')
    .slice(0, 200);
}

function instructionSets(): string[] {
  const known = new Set(processorFlags());
  return TOLD.filter((name) => known.has(name));
}

function webAssembly(): MachineReport['webAssembly'] {
  try {
    return kernelBinary().build === 'fused' ? 'relaxed' : 'simd';
  } catch {
    return 'none';
  }
}
