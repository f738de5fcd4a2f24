// What the reader of archives uses of it; the package has no types.
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  interface Entry {
    fileName: string;
    compressionMethod: number;
    crc32: number;
    compressedSize: number;
    uncompressedSize: number;
    versionMadeBy: number;
    externalFileAttributes: number;
    relativeOffsetOfLocalHeader: number;
    isEncrypted(): boolean;
  }

  interface ZipFile {
    entryCount: number;
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    on(event: 'error', listener: (error: Error) => void): void;
  }

  interface Options {
    autoClose?: boolean;
    strictFileNames?: boolean;
  }

  /** Entries are validated as they are read: sizes, and names that are absolute or lead out. */
  function fromFdPromise(descriptor: number, options: Options): Promise<ZipFile>;
}
