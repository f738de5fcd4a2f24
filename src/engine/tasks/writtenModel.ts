// What of an encoder's options tells of a file that a person wrote, and whether that file is right.

import { LabError } from '../../protocol/labError';
import type { WrittenModel } from '../custom/openWritten';
import { encoderOf, type StatesOptions } from '../models/encoders/createEncoder';
import type { SourceFault } from '../schema/fault';

export function writtenModelOf(options: StatesOptions & { pooling?: string }): WrittenModel {
  const { written, attends } = encoderOf(options);
  return { written, attends, pooling: options.pooling };
}

export const checkWritten = (
  options: StatesOptions & { pooling?: string },
  baseFolder: string,
): Promise<SourceFault[]> => checkWrittenModel(writtenModelOf(options), baseFolder);

/** Compiles the file that a person wrote and builds its model once, where there is one. */
export async function checkWrittenModel(model: WrittenModel, baseFolder: string): Promise<SourceFault[]> {
  if (!model.written) return [];
  try {
    const { readWritten } = await import('../custom/openWritten');
    const { tryEncoder } = await import('../custom/tryEncoder');
    const { written } = await readWritten(model, baseFolder);
    if (written) tryEncoder(written);
    return [];
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return [{ key: [...(error.place?.key ?? ['model', 'file'])], error }];
  }
}
