// A sum depends on its order, and ONNX Runtime's order on the vector units of the processor. What was computed elsewhere is the
// same bit by bit only where a small model, committed beside the old runs, gives the same bits.

import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { OLD_RUNS } from './oldRuns';

/** Takes `x` [24, 19]; products of several sizes, and the functions that models are made of. */
export const PROBE_FILE = path.join(OLD_RUNS, 'probe.onnx');

/** Numbers that are no sums of few powers of two, the same everywhere. */
export const probeNumbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((i * 37) % 101) / 73 - 0.7);

/** SHA-256 of what the probe gives here. */
export async function processorBits(): Promise<string> {
  const session = await InferenceSession.create(PROBE_FILE, { intraOpNumThreads: 1 });
  const outputs = await session.run({ x: new Tensor('float32', probeNumbers(24 * 19), [24, 19]) });
  await session.release();
  const hash = createHash('sha256');
  for (const name of Object.keys(outputs).sort()) hash.update(outputs[name].data as Float32Array);
  return hash.digest('hex');
}
