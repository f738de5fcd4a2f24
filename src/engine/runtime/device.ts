// Whether a device computes here, asked with a program of one operation before anything is begun.

import * as o from '../graph/ops';
import { LabError } from '../../protocol/labError';
import { compile, type Device, type SessionSettings } from './session';
import { tensor } from './tensor';

/** Fails with `INVALID_ARGUMENT` where the device is missing, naming where it is set. */
export async function requireDevice({ device, threads }: Pick<SessionSettings, 'device' | 'threads'>): Promise<void> {
  if (device === 'cpu') return;
  const x = o.input('x', 'float32', [1]);
  try {
    const program = await compile({ y: o.tanh(x) }, { device, threads }, 'a trial of the device');
    await program.run({ x: tensor('float32', [1], [0.5]) });
    await program.release();
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
    throw new LabError(
      'INVALID_ARGUMENT',
      `The device "${device}" cannot be used here. Set "runtime.device" in the experiment, or the setting nlpLab.device, to "cpu". (${detail.slice(0, 200)})`,
      { key: ['runtime', 'device'] },
      { cause: error },
    );
  }
}

/** The device where it computes here, else the processor: a model can be asked on any machine. */
export async function deviceOrCpu(device: Device): Promise<Device> {
  return requireDevice({ device, threads: 1 }).then(
    () => device,
    () => 'cpu',
  );
}
