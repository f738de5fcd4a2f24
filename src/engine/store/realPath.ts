// A path without links, to tell whether two paths are one file.

import fs from 'node:fs';
import path from 'node:path';

/** Where a path leads, through links; of a file that is not there yet, its folder with its name. */
export function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    const folder = path.dirname(file);
    return folder === file ? file : path.join(realPath(folder), path.basename(file));
  }
}
