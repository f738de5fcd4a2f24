// Failures as the command line shows them: the exit code by kind, and words that name file, line and key.

import * as path from 'node:path';
import { LabError, type LabErrorCode, type LabErrorData } from '../protocol/labError';
import type { ExitCode } from './surroundings';

export function exitCodeOf(code: LabErrorCode): ExitCode {
  switch (code) {
    case 'INVALID_ARGUMENT':
    case 'INVALID_EXPERIMENT':
    case 'INVALID_DATA':
    case 'INVALID_FILE':
    case 'NOT_FOUND':
    case 'NO_MEMORY':
      return 2;
    case 'NOT_FINITE':
    case 'DISK':
    case 'BUSY':
    case 'CANCELLED':
    case 'CLOSED':
    case 'INTERNAL':
      return 1;
  }
}

/** The message, and on a second line the place where the message does not name it already. */
export function describeFailure({ message, place }: LabErrorData, cwd: string): string {
  const parts: string[] = [];
  if (place?.file !== undefined) {
    const relative = path.relative(cwd, place.file);
    const file = relative.startsWith('..') || path.isAbsolute(relative) ? place.file : relative;
    parts.push(place.line === undefined ? file : `${file}, line ${place.line}`);
  } else if (place?.line !== undefined) parts.push(`line ${place.line}`);
  if (place?.key !== undefined && place.key.length > 0) parts.push(`key "${place.key.join('.')}"`);
  return parts.length > 0 ? `${message}\n  at ${parts.join(', ')}` : message;
}

export function invalidArgument(message: string): LabError {
  return new LabError('INVALID_ARGUMENT', message);
}

/** A failed file operation on something a person named. */
export function fileFailure(file: string, error: unknown): LabError {
  const code = (error as NodeJS.ErrnoException).code;
  const place = { file };
  if (code === 'ENOENT' || code === 'ENOTDIR') return new LabError('NOT_FOUND', `There is no file "${file}".`, place);
  if (code === 'EISDIR') return new LabError('INVALID_ARGUMENT', `"${file}" is a folder; name a file.`, place);
  const detail = error instanceof Error ? error.message : String(error);
  return new LabError('DISK', `"${file}" cannot be read: ${detail}.`, place, { cause: error });
}
