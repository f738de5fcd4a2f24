// Opens an ONNX graph in ONNX Runtime, with what all sessions here have in common.

import * as ort from 'onnxruntime-node';
import { LabError } from '../../protocol/labError';

/**
 * So long a thread waits awake for the next operator: to wake it takes about as long. Longer waits, as ONNX Runtime's own,
 * take time from the threads that work and from the editor.
 */
const AWAKE_US = '60';

/**
 * What ONNX Runtime must not do in double precision: it makes of a product, and of a number that the product is divided by, one operator
 * that holds the number in single precision.
 */
const SINGLE_PRECISION = 'MatMulScaleFusion';

/** Of what programs are run with, what a session takes. */
interface Opening {
  device: string;
  /** Within one operator. */
  threads: number;
  profilePrefix?: string;
}

/** Fails as ONNX Runtime does; on another device than the CPU with `INVALID_ARGUMENT`. */
export async function openSession(
  bytes: Uint8Array,
  settings: Opening,
  isDouble: boolean,
): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(bytes, {
      executionProviders: settings.device === 'cpu' ? ['cpu'] : [settings.device, 'cpu'],
      intraOpNumThreads: settings.threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      extra: {
        session: { intra_op: { allow_spinning: '1', spin_duration_us: AWAKE_US } },
        ...(isDouble && { optimization: { disable_specified_optimizers: SINGLE_PRECISION } }),
      },
      logSeverityLevel: 3,
      ...(settings.profilePrefix ? { enableProfiling: true, profileFilePrefix: settings.profilePrefix } : {}),
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (settings.device !== 'cpu')
      throw new LabError(
        'INVALID_ARGUMENT',
        `The device "${settings.device}" cannot be used here (${detail.slice(0, 200)}). Set runtime.device to "cpu".`,
        { key: ['runtime', 'device'] },
        { cause: error },
      );
    throw error;
  }
}
