// Whose mutants are looked at, and the tests that are to notice them: those that stand near, so that a mutant takes seconds.

import fs from 'node:fs';
import path from 'node:path';

export interface Subject {
  name: string;
  /** Files and folders. */
  sources: readonly string[];
  /** Files and folders; of all these, those run that reach the mutant. */
  tests: readonly string[];
  /** Tests among them that are left out. */
  slow?: readonly string[];
}

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'store',
    sources: ['src/engine/store'],
    tests: ['test/engine/store'],
  },
  {
    name: 'protocol',
    sources: ['src/protocol'],
    tests: ['test/protocol', 'test/engine/metrics/metricTable.test.ts', 'test/host/shownTexts.test.ts'],
  },
  {
    name: 'train',
    sources: ['src/engine/train', 'src/engine/optim/schedules.ts'],
    tests: ['test/engine/train', 'test/engine/optim/schedules.test.ts'],
    slow: ['test/engine/train/trainingMemory.test.ts'],
  },
  { name: 'decode', sources: ['src/engine/decode'], tests: ['test/engine/decode'] },
];

/** The files named, and those with this ending in the folders named; sorted. */
export function filesOf(places: readonly string[], ending: string): string[] {
  const files = places.flatMap((place) => {
    if (!fs.statSync(place).isDirectory()) return [place];
    return fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => path.join(place, name));
  });
  return files.filter((file) => file.endsWith(ending)).sort();
}
