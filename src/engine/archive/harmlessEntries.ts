// What an archive may hold that comes from anywhere: plain files below its root whose names mean the same on every system, each once, that
// do not grow beyond measure. Judged by the directory of the archive alone, before anything of it is unpacked.

import { LabError } from '../../protocol/labError';

/** As the directory says it. */
export interface EntryFacts {
  name: string;
  /** Compressed, in the archive. */
  packed: number;
  bytes: number;
  /** Where its header begins. */
  offset: number;
  /** 0: stored; 8: deflated. */
  method: number;
  isEncrypted: boolean;
  /** The type of the file and its rights, as Unix has them; 0 where the archive's maker was none. */
  mode: number;
}

const MOST_ENTRIES = 200_000;
const [LONGEST_NAME, LONGEST_PATH, DEEPEST] = [200, 1000, 12];
/** The least length of a file's header. */
const HEADER_BYTES = 30;
/** Text packs to a twentieth. What grows more, and to more than this many bytes, is no archive of runs. */
const [MOST_GROWTH, ALWAYS_RIGHT] = [200, 256 << 20];
const [TYPE, PLAIN_FILE, FOLDER] = [0o170000, 0o100000, 0o040000];
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** @param archive for messages @param archiveBytes its length @param freeBytes of the disk that it would be unpacked to */
export function requireHarmless(
  archive: string,
  entries: readonly EntryFacts[],
  { archiveBytes, freeBytes }: { archiveBytes: number; freeBytes: number },
): void {
  const refuse = (why: string): never => {
    throw new LabError('INVALID_FILE', `"${archive}" was not unpacked: ${why}`, { file: archive });
  };
  if (entries.length > MOST_ENTRIES) refuse(`it holds ${entries.length} files, more than ${MOST_ENTRIES}.`);
  const seen = new Map<string, { name: string; isFolder: boolean }>();
  for (const entry of entries) {
    const why = wrongIn(entry) ?? placed(entry.name, seen);
    if (why !== undefined) refuse(`"${entry.name.slice(0, LONGEST_NAME)}" in it ${why}.`);
  }
  requireApart(entries, archiveBytes, refuse);
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > ALWAYS_RIGHT && bytes > MOST_GROWTH * archiveBytes)
    refuse(`its ${archiveBytes} bytes would become ${bytes}.`);
  if (bytes > freeBytes)
    throw new LabError('DISK', `"${archive}" takes ${bytes} bytes unpacked, and ${freeBytes} are free.`, {
      file: archive,
    });
}

const isFolderName = (name: string): boolean => name.endsWith('/');

function wrongIn({ name, bytes, method, isEncrypted, mode }: EntryFacts): string | undefined {
  const type = mode & TYPE;
  const parts = (isFolderName(name) ? name.slice(0, -1) : name).split('/');
  if (name.length > LONGEST_PATH || parts.length > DEEPEST) return 'has too long a path';
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') return 'leads out of its folder';
    if (
      /[\\:*?"<>|\p{Cc}\uFFFD]/u.test(part) ||
      /[. ]$/.test(part) ||
      RESERVED.test(part) ||
      part.length > LONGEST_NAME
    )
      return 'has a name that not every system knows';
  }
  if (type !== 0 && type !== (isFolderName(name) ? FOLDER : PLAIN_FILE)) return 'is a link or another special file';
  if (isEncrypted) return 'is encrypted';
  if (method !== 0 && method !== 8) return `is packed by the method ${method}; only stored and deflated files are read`;
  return isFolderName(name) && bytes > 0 ? 'is a folder with content' : undefined;
}

/** Why it has no place beside those before it, on a disk that knows no letter case; remembers it. */
function placed(name: string, seen: Map<string, { name: string; isFolder: boolean }>): string | undefined {
  const parts = (isFolderName(name) ? name.slice(0, -1) : name).split('/');
  for (let i = 1; i <= parts.length; i++) {
    const own = parts.slice(0, i).join('/');
    const isFolder = i < parts.length || isFolderName(name);
    const key = own.normalize('NFC').toLowerCase();
    const before = seen.get(key);
    seen.set(key, { name: own, isFolder });
    if (before === undefined) continue;
    if (before.name !== own) return `has the name of "${before.name}" but for letter case`;
    if (!isFolder || !before.isFolder) return 'is there twice';
  }
  return undefined;
}

/** Files that share bytes of the archive would unpack to far more than it holds. */
function requireApart(entries: readonly EntryFacts[], archiveBytes: number, refuse: (why: string) => never): void {
  let end = 0;
  for (const { name, offset, packed } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) refuse(`"${name}" shares bytes with the file before it.`);
    end = offset + HEADER_BYTES + packed;
    if (end > archiveBytes) refuse(`it is cut off within "${name}".`);
  }
}
