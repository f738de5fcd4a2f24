// Sweeps that come with their runs: their place in this workspace is written into them anew.

import path from 'node:path';
import { SWEEPS_FOLDER } from '../../../protocol/sweep';
import { copyFolder } from '../../store/copyFolder';
import { removeQuietly } from '../../store/atomicFile';
import { isPassing } from '../../store/diskUse';
import type { Files } from '../../store/files';
import { temporaryEnding } from '../../store/temporaryNames';
import { readHeader, readTrials, writeHeader } from './sweepFolder';

interface Places {
  /** Where the archive was unpacked. */
  from: string;
  runsFolder: string;
  /** Where data are looked for where the sweep's own place is not on this machine. */
  baseFolder: string;
  /** Runs that have got another id here: what a sweep says of them is wrong then. */
  renamed: ReadonlySet<string>;
}

/** The ids of those that came, and of those that did not: because one of that name is here, or one of their runs has got another id. */
export function importSweeps(
  files: Files,
  { from, runsFolder, baseFolder, renamed }: Places,
): { sweeps: string[]; left: string[] } {
  const source = path.join(from, SWEEPS_FOLDER);
  const [sweeps, left]: [string[], string[]] = [[], []];
  if (files.stat(source)?.kind !== 'folder') return { sweeps, left };
  const target = path.join(path.dirname(runsFolder), SWEEPS_FOLDER);
  files.makeFolder(target);
  for (const id of files.list(source).sort()) {
    const [folder, place] = [path.join(source, id), path.join(target, id)];
    const header = readHeader(files, folder);
    const ofOthers = readTrials(files, folder).some((line) => line.kind === 'run' && renamed.has(line.run));
    if (ofOthers || files.stat(place)) {
      left.push(id);
      continue;
    }
    const temporary = path.join(target, `.${id}${temporaryEnding(files)}`);
    const isThere = (one: string | undefined): boolean => one !== undefined && files.stat(one) !== undefined;
    try {
      copyFolder(files, folder, temporary, (name) => !isPassing(name));
      writeHeader(files, temporary, {
        ...{ ...header, runsFolder: path.relative(place, runsFolder) },
        baseFolder: isThere(header.baseFolder) ? header.baseFolder : baseFolder,
        experimentFile: isThere(header.experimentFile) ? header.experimentFile : undefined,
      });
      files.rename(temporary, place);
    } catch (error) {
      removeQuietly(files, temporary);
      throw error;
    }
    files.syncFolder(target);
    sweeps.push(id);
  }
  return { sweeps, left };
}
