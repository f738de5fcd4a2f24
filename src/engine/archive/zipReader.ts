// Reads zip archives that come from anywhere. Before a file of one is handed out, all are known to be harmless, and to be as long as the
// directory says, with the checksums that it says.

import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { LabError } from '../../protocol/labError';
import type { Files } from '../store/files';
import { type EntryFacts, requireHarmless } from './harmlessEntries';

interface ArchiveContent {
  /** The files, without folders, in the order of the directory. */
  names: readonly string[];
  /** All of them, in bytes. */
  bytes: number;
  /** Fails as opening does where the archive is changed meanwhile. */
  read(name: string): AsyncGenerator<Uint8Array>;
}

/**
 * Opens the archive for `use`. Fails with `INVALID_FILE` for what is none, is damaged or is not harmless (`harmlessEntries.ts`), with `NOT_FOUND`,
 * with `DISK` where there is no room for it, and with what `use` throws.
 * @param freeBytes of the disk that it would be unpacked to
 */
export async function withArchive<T>(
  files: Files,
  archive: string,
  { freeBytes, signal, checkedShare }: { freeBytes: number; signal: AbortSignal; checkedShare(share: number): void },
  use: (content: ArchiveContent) => Promise<T>,
): Promise<T> {
  const file = files.openToRead(archive);
  try {
    const zip = await told(archive, () => fromFdPromise(file.descriptor, { autoClose: false, strictFileNames: true }));
    zip.on('error', () => undefined); // told to whoever asks next
    const entries = await told(archive, () => entriesOf(zip));
    requireHarmless(archive, entries.map(factsOf), { archiveBytes: file.size(), freeBytes });
    const own = new Map(
      entries.filter(({ fileName }) => !fileName.endsWith('/')).map((entry) => [entry.fileName, entry]),
    );
    const read = (name: string): AsyncGenerator<Uint8Array> => bytesOf(zip, own.get(name), archive);
    const bytes = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    let checked = 0;
    for (const name of own.keys())
      for await (const piece of read(name)) {
        if (signal.aborted) throw new LabError('CANCELLED', 'Importing was cancelled.');
        checkedShare((checked += piece.byteLength) / bytes);
      }
    return await use({ names: [...own.keys()], bytes, read });
  } finally {
    file.close(); // and not by the library, which would do it once more, later
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

const factsOf = (entry: Entry): EntryFacts => ({
  ...{ name: entry.fileName, packed: entry.compressedSize, bytes: entry.uncompressedSize },
  ...{ offset: entry.relativeOffsetOfLocalHeader, method: entry.compressionMethod, isEncrypted: entry.isEncrypted() },
  mode: entry.externalFileAttributes >>> 16,
});

async function* bytesOf(zip: ZipFile, entry: Entry | undefined, archive: string): AsyncGenerator<Uint8Array> {
  if (!entry) throw damaged(archive, 'a file of it is missing');
  const { fileName, crc32: wanted, uncompressedSize } = entry;
  let [sum, length] = [0, 0];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes = chunk as Uint8Array;
      length += bytes.byteLength;
      if (length > uncompressedSize) throw new Error('there is more of it than it says');
      sum = crc32(bytes, sum);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw damaged(archive, `"${fileName}": ${error instanceof Error ? error.message : String(error)}`);
  }
  if (length !== uncompressedSize) throw damaged(archive, `"${fileName}" is shorter than it says`);
  if (sum !== wanted) throw damaged(archive, `the checksum of "${fileName}" is another one`);
}

async function told<T>(archive: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LabError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw damaged(archive, reason.replace(/\.$/, ''));
  }
}

const damaged = (archive: string, reason: string): LabError =>
  new LabError('INVALID_FILE', `"${archive}" is no zip archive that can be read: ${reason}.`, { file: archive });
