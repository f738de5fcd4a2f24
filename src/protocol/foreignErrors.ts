// Errors that are not ours: what the system says of files, and what Node, WebAssembly and ONNX Runtime say when memory is
// short. They are no defects, so they get codes of their own.

/** As `LabErrorData`. */
interface ForeignFailure {
  code: 'NO_MEMORY' | 'NOT_FOUND' | 'DISK';
  message: string;
  place?: { file: string };
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full. Make room, then try again'],
  ['EDQUOT', 'your share of the disk is used up. Make room, then try again'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EROFS', 'the disk is read-only'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EIO', 'the disk reports a fault'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'links on the way to it lead in a circle'],
  ['ENAMETOOLONG', 'its name is longer than the system allows'],
]);

/** The code of a system error, as `ENOENT`; '' of others. */
export function systemCodeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Why an operation on a file failed, in words. */
export const reasonOf = (error: unknown): string => REASONS.get(systemCodeOf(error)) ?? messageOf(error);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Of Node and V8, of WebAssembly, of C++, of ONNX Runtime's arenas, of CUDA. */
const NO_MEMORY = [
  /Array buffer allocation failed/,
  /ERR_MEMORY_ALLOCATION_FAILED/,
  /WebAssembly\.Memory(\(\)|\.grow\(\)).*(allocate|grow|Maximum memory size|above limit)/,
  /Out of memory/i,
  /\bbad[_ ]alloc(ation)?\b/,
  /Failed to allocate memory/i,
  /Available memory of \d+ is smaller than requested bytes/,
];

/** The failure that an error means which nobody here has thrown; undefined for a defect of ours. */
export function foreignFailure(error: unknown): ForeignFailure | undefined {
  const message = messageOf(error);
  if (NO_MEMORY.some((pattern) => pattern.test(message)) || systemCodeOf(error) === 'ENOMEM')
    return {
      code: 'NO_MEMORY',
      message: `There was not enough memory (${message.slice(0, 200)}). Close other programs, or choose a smaller model, batch or file.`,
    };
  const [, part] = /^Cannot find module '(\.[^']+)'/.exec(message) ?? [];
  if (part !== undefined)
    return {
      code: 'NOT_FOUND',
      message: `The part "${part}" of NLP Lab is not there; it may have been updated meanwhile. Reload the window.`,
    };
  if (typeof error !== 'object' || error === null || !('syscall' in error)) return undefined;
  const file = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const place = file === undefined ? undefined : { file };
  if (systemCodeOf(error) === 'ENOENT' && file !== undefined)
    return { code: 'NOT_FOUND', message: `"${file}" does not exist.`, place };
  const what = file === undefined ? 'A file could not be used' : `"${file}" could not be used`;
  return { code: 'DISK', message: `${what}: ${reasonOf(error)}.`, place };
}
