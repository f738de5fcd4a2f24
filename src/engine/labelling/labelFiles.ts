// Files of labels, by what they hold. Who changes one reads it, changes what is to be changed, and writes it whole, one after the other, so
// that two windows, or two people in a shared folder, lose nothing of each other.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { LabelChange, LabelEntry, LabellingKind } from '../../protocol/labelling';
import { writeOutput } from '../store/atomicFile';
import type { Files } from '../store/files';
import { turnAt } from '../store/turn';
import { changedLabelSentences, readLabelSentences } from './labelSentences';
import { changedLabelTable, readLabelTable } from './labelTable';

interface LabelFormat {
  read(file: string): Promise<{ entries: LabelEntry[]; notices: string[] }>;
  changed(file: string, changes: readonly LabelChange[], isThere: boolean): Promise<string>;
}

const FORMATS: Readonly<Record<LabellingKind, LabelFormat>> = {
  texts: { read: readLabelTable, changed: changedLabelTable },
  spans: { read: readLabelSentences, changed: changedLabelSentences },
};

/** Empty where there is no file, or nothing in it. */
function stampOf(files: Files, file: string): string {
  const stat = files.stat(file);
  return stat?.kind === 'file' && stat.bytes > 0 ? `${stat.modifiedMs} ${stat.bytes}` : '';
}

/** Without entries where the stamp is still `unless`. Fails as the readers of the formats. */
export async function readLabelFile(
  files: Files,
  file: string,
  { kind, unless }: { kind: LabellingKind; unless?: string },
): Promise<{ stamp: string; entries?: LabelEntry[]; notices: string[] }> {
  const stamp = stampOf(files, file);
  if (stamp === unless) return { stamp, notices: [] };
  if (stamp === '') return { stamp, entries: [], notices: [] };
  return { stamp, ...(await FORMATS[kind].read(file)) };
}

/** Fails likewise, with `BUSY` where another process keeps the file for half a minute, and with `DISK`; then the file is as it was. */
export async function changeLabelFile(
  files: Files,
  file: string,
  { kind, changes }: { kind: LabellingKind; changes: readonly LabelChange[] },
): Promise<{ before: string; stamp: string }> {
  const turn = await turnAt(files, path.dirname(file), `${file}.lease`).catch((error: unknown) => {
    if (!(error instanceof LabError) || error.code !== 'BUSY') throw error;
    const message = `Another process has been changing "${file}" for half a minute. Try again when it has ended.`;
    throw new LabError('BUSY', message, { file }, { cause: error });
  });
  try {
    const before = stampOf(files, file);
    const content = await FORMATS[kind].changed(file, changes, before !== '');
    turn.require();
    writeOutput(files, file, content);
    return { before, stamp: stampOf(files, file) };
  } finally {
    turn.release();
  }
}
