// Which files belong to a corpus, by their names and by what experiments say. No editor is needed.
import * as path from 'node:path';
import { TOKENIZER_NAME, VECTORS_NAMES } from '../../protocol/corpusFiles';

/** A file beside a corpus, and its icon. */
export interface Beside {
  name: string;
  icon: 'symbol-key' | 'compass';
}

const KINDS = [
  { pattern: new RegExp(TOKENIZER_NAME, 'i'), icon: 'symbol-key' },
  { pattern: new RegExp(VECTORS_NAMES.join('|'), 'i'), icon: 'compass' },
] as const;

/** The tokenizers and vectors among the names in the corpus's folder. */
export const besideOf = (corpus: string, names: readonly string[]): Beside[] =>
  names
    .filter((name) => name !== corpus && !/\.nlplab\.json$/iu.test(name))
    .flatMap((name) => KINDS.filter(({ pattern }) => pattern.test(name)).map(({ icon }) => ({ name, icon })));

/** Of more characters no experiment names a file. */
const MOST_UNITS = 1000;
const QUOTED = new RegExp(`"((?:[^"\\\\\\n]|\\\\.){1,${MOST_UNITS}})"`, 'gu');

/** Whether a text in quotes of an experiment leads to the corpus. @param file and corpus: paths with slashes */
export function leadsTo(experiment: string, { file, corpus }: { file: string; corpus: string }): boolean {
  const own = path.posix.basename(corpus);
  return [...experiment.matchAll(QUOTED)].some(([, quoted]) => {
    const named = quoted.replaceAll('\\\\', '/');
    return named.endsWith(own) && path.posix.resolve(path.posix.dirname(file), named) === corpus;
  });
}
