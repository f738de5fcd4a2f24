// The lessons below a folder, and where the runs of a lesson are.

import * as path from 'node:path';
import { nodeFiles } from '../../engine/store/nodeFiles';
import { LESSON_FILE } from '../../protocol/lesson';

const MOST_LEVELS = 6;
const MOST_FOLDERS = 10_000;
/** Where nothing of a person's lies. */
const PASSED_OVER = /^(\.|node_modules$)/u;

/** In the order of their paths; the folder itself, if it is one. Fails with `DISK` where it cannot be listed. */
export function lessonFoldersIn(folder: string): string[] {
  const found: string[] = [];
  let looked = 0;
  const look = (at: string, level: number): void => {
    if (++looked > MOST_FOLDERS) return;
    const names = nodeFiles.list(at).sort();
    if (names.some((name) => LESSON_FILE.test(name))) found.push(at);
    if (level >= MOST_LEVELS) return;
    for (const name of names) {
      const inner = path.join(at, name);
      if (!PASSED_OVER.test(name) && nodeFiles.stat(inner)?.kind === 'folder') look(inner, level + 1);
    }
  };
  look(folder, 0);
  return found;
}

/** The nearest `.nlplab/runs` at the lesson or above it; where there is none, in the folder that was asked for. */
export function runsFolderNear(lesson: string, asked: string): string {
  for (let at = lesson; ; at = path.dirname(at)) {
    const runs = path.join(at, '.nlplab', 'runs');
    if (nodeFiles.stat(runs)?.kind === 'folder') return runs;
    if (at === path.dirname(at)) return path.join(asked, '.nlplab', 'runs');
  }
}
