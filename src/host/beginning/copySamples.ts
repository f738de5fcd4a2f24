// Copies the samples into a folder of a person. What is there already stays as it is; no editor is needed.
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Translate } from '../editor/texts';

/** What the copy is called, in the folder that the person chooses. */
export const SAMPLES_FOLDER = 'nlp-lab-samples';

/** The languages that there are samples in; the first one is that of everybody else. */
const LANGUAGES = ['en', 'ko'] as const;

export type SampleLanguage = (typeof LANGUAGES)[number];

/** @param language as the editor names its own, e.g. `ko` or `en-gb` */
export const sampleLanguage = (language: string): SampleLanguage =>
  LANGUAGES.find((known) => known === language.toLowerCase().split('-', 1)[0]) ?? LANGUAGES[0];

/**
 * Copies the files of `from` into the folder of the samples in `into`, which is made where it is missing; a file that is there stays.
 * Answers with that folder. Fails with `INVALID_ARGUMENT` where something else has its name.
 */
export async function copySamples(from: string, into: string, t: Translate): Promise<string> {
  const folder = path.join(into, SAMPLES_FOLDER);
  await copyFolder(from, folder, t);
  await mkdir(path.join(folder, '.nlplab', 'runs'), { recursive: true }); // the editor looks for it, to start the extension
  return folder;
}

/** The files of a folder into another one, likewise. */
export async function copyFolder(from: string, folder: string, t: Translate): Promise<void> {
  if (!(await isFolderOrMissing(folder)))
    throw new LabError('INVALID_ARGUMENT', t('{0} is not a folder. Choose another place for the samples.', folder), {
      file: folder,
    });
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(from)) await copyMissing(path.join(from, name), path.join(folder, name));
}

async function isFolderOrMissing(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

async function copyMissing(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
