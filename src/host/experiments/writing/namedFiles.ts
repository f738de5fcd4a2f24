// Files of the workspace of the kinds that an experiment can name at a place, as it would name them.
import * as path from 'node:path';
import { NAMED_FILES, type NamedFile } from '../../../protocol/writing';
import { workspaceFiles } from '../../editor/files';

/** Those that lie nearest first. @param baseFolder where paths start */
export async function namedFiles(kinds: readonly NamedFile[], baseFolder: string): Promise<string[]> {
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const { glob, pattern } = NAMED_FILES[kind];
      const named = new RegExp(pattern, 'i');
      return (await workspaceFiles(glob)).filter((file) => named.test(path.posix.basename(file.path)));
    }),
  );
  const names = found.flat().map(({ fsPath }) => path.relative(baseFolder, fsPath).split(path.sep).join('/'));
  return [...new Set(names)].sort((a, b) => distance(a) - distance(b));
}

/** How many folders lie between, with those above counting more. */
const distance = (name: string): number => name.split('/').reduce((sum, part) => sum + (part === '..' ? 2 : 1), 0);
