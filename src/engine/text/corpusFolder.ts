// The texts of a corpus that is a folder: what is trained on, and what words are looked up in afterwards.

import fs from 'node:fs/promises';
import path from 'node:path';
import { isCorpusFile } from '../../protocol/corpusFiles';

/** The text files in a folder and the folders in it, in the order of their names; hidden ones are left out. */
export async function corpusFilesIn(folder: string): Promise<string[]> {
  const names = await fs.readdir(folder, { recursive: true });
  const isHidden = (name: string): boolean => name.split(path.sep).some((part) => part.startsWith('.'));
  const files = names.filter((name) => isCorpusFile(name) && !isHidden(name)).sort();
  return files.map((name) => path.join(folder, name));
}
