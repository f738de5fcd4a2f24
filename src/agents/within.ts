// Which files agents may read and train from: those within a folder.
import * as path from 'node:path';

/** The absolute path of a file within the folder; undefined for one outside of it. @param file may be relative to the folder */
export function within(folder: string, file: string): string | undefined {
  const absolute = path.resolve(folder, file);
  const relative = path.relative(folder, absolute);
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return isOutside ? undefined : absolute;
}
