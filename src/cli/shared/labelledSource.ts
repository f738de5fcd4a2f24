// Labelled texts as arguments name them: a table, or a file for each label.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DataSource } from '../../protocol/data';
import { invalidArgument } from '../failure';

/** One table, or files by label when every value is `<label>=<file>`. Paths become absolute. */
export function labelledSource(given: readonly string[], cwd: string): DataSource {
  if (given.length === 0) throw invalidArgument('--data is missing: name a labelled file with --data <file>.');
  const resolve = (file: string): string => path.resolve(cwd, file);
  if (given.length === 1 && (!given[0].includes('=') || fs.existsSync(resolve(given[0])))) return resolve(given[0]);
  const labels = given.map((value): [string, string] => {
    const cut = value.indexOf('=');
    if (cut < 1 || cut === value.length - 1)
      throw invalidArgument(`With several --data each must be <label>=<file>, not "${value}".`);
    return [value.slice(0, cut), resolve(value.slice(cut + 1))];
  });
  const repeated = labels.find(([label], index) => labels.findIndex(([other]) => other === label) !== index);
  if (repeated) throw invalidArgument(`--data names the label "${repeated[0]}" twice.`);
  return { labels: Object.fromEntries(labels) };
}
