// The project's root folder, found from this module's place; works from the source and from a bundle under dist/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(start) {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'package-lock.json'))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`No project root above ${start}.`);
  }
}

export const root = findRoot(path.dirname(fileURLToPath(import.meta.url)));
