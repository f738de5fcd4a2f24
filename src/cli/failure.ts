// Failures as the command line shows them: the exit code by kind, and words that name file, line and key.

import * as path from 'node:path';
import { LabError, type LabErrorCode, type LabErrorData, type LabErrorPlace } from '../protocol/labError';
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

/** The message, and on a second line the place, as `file:line:column`, which terminals make a link of. */
export function describeFailure({ message, place }: LabErrorData, cwd: string): string {
  const key = place?.key !== undefined && place.key.length > 0 ? `key "${place.key.join('.')}"` : '';
  const where = [position(place ?? {}, cwd), key].filter((part) => part !== '');
  return where.length > 0 ? `${message}\n  at ${where.join(', ')}` : message;
}

function position({ file, line, column }: LabErrorPlace, cwd: string): string {
  if (file === undefined) return line === undefined ? '' : `line ${line}`;
  const relative = path.relative(cwd, file);
  const name = relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
  return [name, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

export function invalidArgument(message: string): LabError {
  return new LabError('INVALID_ARGUMENT', message);
}

/** A failed file operation on something a person named. */
export function fileFailure(file: string, error: unknown): LabError {
  if (error instanceof LabError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  const place = { file };
  if (code === 'ENOENT' || code === 'ENOTDIR') return new LabError('NOT_FOUND', `There is no file "${file}".`, place);
  if (code === 'EISDIR') return new LabError('INVALID_ARGUMENT', `"${file}" is a folder; name a file.`, place);
  const detail = error instanceof Error ? error.message : String(error);
  return new LabError('DISK', `"${file}" cannot be read: ${detail}.`, place, { cause: error });
}
