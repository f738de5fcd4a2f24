// Which files of parallel text belong together, by their names. Pure.
import * as path from 'node:path';
import { withoutEnding } from '../../protocol/corpusFiles';
import type { ParallelFiles } from './sequenceText';

/** Files of a folder that differ from `name` in one part between dots, as `train.en.gz` from `train.de.gz`. */
export function partnersOf(name: string, names: readonly string[]): string[] {
  const parts = name.split('.');
  return names.filter((other) => {
    const others = other.split('.');
    if (other === name || others.length !== parts.length || others.length < 2 || others[0] !== parts[0]) return false;
    return others.filter((part, i) => part !== parts[i]).length === 1;
  });
}

/** The validation files beside training files: `val`, `valid`, `validation` or `dev` in place of `train`. */
export function validationOf(
  { source, target }: { source: string; target: string },
  names: readonly string[],
): { source: string; target: string } | undefined {
  for (const word of ['val', 'valid', 'validation', 'dev']) {
    const of = (name: string): string => name.replace(/train(ing)?/i, word);
    const found = { source: of(source), target: of(target) };
    if (
      found.source !== source &&
      found.target !== target &&
      names.includes(found.source) &&
      names.includes(found.target)
    )
      return found;
  }
  return undefined;
}

/** `train-de-en` for `train.de.gz` and `train.en.gz`, `questions-answers` for files of other names, the name of a table. */
export function stemOf(files: ParallelFiles): string {
  const plain = (name: string): string => withoutEnding(path.basename(name));
  if ('table' in files) return plain(files.table);
  const [source, target] = [plain(files.source).split('.'), plain(files.target).split('.')];
  const own = target.filter((part, i) => part !== source[i]);
  return [...source, ...own].join('-');
}
