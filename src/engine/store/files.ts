// The few things that the store does with a disk. All of its disk access goes through this interface, so that tests can
// let any operation fail or stop the process at it. Everything is synchronous: an operation has either happened or not
// when the next line runs.

/** A file that is open. Positions and lengths are bytes. */
export interface OpenFile {
  /** By this the threads of the process share the file. */
  readonly descriptor: number;
  /** Writes at `position` and returns how many bytes were written, which may be fewer than given. */
  write(bytes: Uint8Array, position: number): number;
  /** Fills `into` from `position` on and returns how many bytes were read; 0 at the end of the file. */
  read(into: Uint8Array, position: number): number;
  size(): number;
  truncate(length: number): void;
  /** Returns when the content is on the disk. */
  sync(): void;
  close(): void;
}

export interface FileStat {
  /** `other`: a pipe, a device, a socket. */
  kind: 'file' | 'folder' | 'other';
  bytes: number;
  modifiedMs: number;
}

/**
 * Disk operations. Each fails with a LabError: `NOT_FOUND` when `openToRead` or `list` meets nothing there, else `DISK`
 * with the path and the reason.
 */
export interface Files {
  openToRead(path: string): OpenFile;
  /** Reading and writing; makes the file when it is not there. */
  openToChange(path: string): OpenFile;
  /** A new file; undefined when something of that name is there already. */
  create(path: string): OpenFile | undefined;
  /** Replaces what is at `to`, in one step. */
  rename(from: string, to: string): void;
  /** Removes a file, or a folder with all that is in it; nothing when it is not there. */
  remove(path: string): void;
  /** Makes the folder and those above it; nothing when they are there. */
  makeFolder(path: string): void;
  /** The names in a folder, in no particular order. */
  list(path: string): string[];
  /** Undefined when nothing is there. */
  stat(path: string): FileStat | undefined;
  /** Sets the time of the last change. */
  touch(path: string, timeMs: number): void;
  /** Returns when the folder's entries (creations, renames) are on the disk; nothing where systems cannot do that. */
  syncFolder(path: string): void;
  /** Sixteen hexadecimal digits that nobody else has, for names of temporary files. */
  nonce(): string;
}
