// The sources below a folder, as the check of imports takes them.

import fs from 'node:fs';
import path from 'node:path';
import type { SourceTree } from './importTable';

/** The text of each file of src/ in a folder, by its path from there, with slashes. */
export function readTree(folder = '.'): SourceTree {
  const names = fs.readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [
        `src/${name.split(path.sep).join('/')}`,
        fs.readFileSync(path.join(folder, 'src', name), 'utf8'),
      ]),
  );
}
