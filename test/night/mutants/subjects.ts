// Whose mutants are looked at, and the tests that are to notice them: those that stand near, and others that import what is looked at by
// name, so that a mutant takes seconds.

import fs from 'node:fs';
import path from 'node:path';

export interface Subject {
  name: string;
  /** Files and folders. */
  sources: readonly string[];
  /** Files and folders; of all these, and of those that import a source, those run that reach the mutant. */
  tests: readonly string[];
  /** Sources that tests import whatever they are about. */
  common?: readonly string[];
  /** Tests among them that are left out. */
  slow?: readonly string[];
  /** The tests that stand near are enough by themselves: those elsewhere train whole models. */
  isNear?: true;
}

export const SUBJECTS: readonly Subject[] = [
  {
    name: 'store',
    sources: ['src/engine/store'],
    tests: ['test/engine/store'],
    common: ['src/engine/store/nodeFiles'],
    isNear: true,
  },
  {
    name: 'protocol',
    sources: ['src/protocol'],
    tests: ['test/protocol', 'test/host/shownTexts.test.ts'],
    common: ['src/protocol/labError', 'src/protocol/report'],
    slow: [
      ...['encoders', 'customModels', 'embedding', 'severalLabels', 'trace', 'morphemes'].map(
        (name) => `engine/calls/${name}`,
      ),
      ...[
        'engine/runs/sweep',
        'engine/text/cleaning/cleaner',
        'host/engineTexts',
        'service/ownProcess',
        'service/service',
      ],
    ].map((name) => `test/${name}.test.ts`),
  },
  {
    name: 'train',
    sources: ['src/engine/train', 'src/engine/optim/schedules.ts'],
    tests: ['test/engine/train', 'test/engine/optim/schedules.test.ts'],
    slow: ['test/engine/train/trainingMemory.test.ts'],
    isNear: true,
  },
  { name: 'decode', sources: ['src/engine/decode'], tests: ['test/engine/decode'] },
];

/** Tests of these run in an editor or a browser, or take minutes. */
const ELSEWHERE = ['test/e2e', 'test/integration', 'test/night', 'test/scale'];

/** The tests that are tried, by file; sorted. @param isNear those that stand near alone */
export function testsOf(subject: Subject, isNear: boolean = subject.isNear ?? false): string[] {
  const { sources, tests, slow = [], common = [] } = subject;
  const near = filesOf(tests, '.test.ts');
  if (isNear) return near.filter((file) => !slow.includes(file));
  const isLookedAt = (imported: string): boolean =>
    sources.some((source) => `${imported}.ts` === source || imported.startsWith(`${source}/`)) &&
    !common.includes(imported);
  const others = filesOf(['test'], '.test.ts').filter(
    (file) => !ELSEWHERE.some((folder) => file.startsWith(folder)) && importedBy(file).some(isLookedAt),
  );
  return [...new Set([...near, ...others])].filter((file) => !slow.includes(file)).sort();
}

/** What a file imports more of than types, without its ending. */
function importedBy(file: string): string[] {
  const statements = fs.readFileSync(file, 'utf8').matchAll(/^import (?!type )([^;]*?) from '(\.[^']+)';/gm);
  return [...statements]
    .filter(([, names]) => !/^\{\s*(type [^,}]+,?\s*)+\}$/.test(names))
    .map(([, , from]) => path.join(path.dirname(file), from));
}

/** The files named, and those with this ending in the folders named; sorted. */
export function filesOf(places: readonly string[], ending: string): string[] {
  const files = places.flatMap((place) => {
    if (!fs.statSync(place).isDirectory()) return [place];
    return fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => path.join(place, name));
  });
  return files.filter((file) => file.endsWith(ending)).sort();
}
