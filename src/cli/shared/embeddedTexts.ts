// The texts that are to become vectors: of the command line, of a file, of a table's columns or of standard input.

import * as path from 'node:path';
import { loadTexts } from '../../engine/data/loadTexts';
import { writtenTexts } from '../../protocol/shownTexts';
import type { ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import { readInputLines } from '../inputLines';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { encodingOf, textsOf } from './readingOptions';

interface ReadBy {
  /** In which the run's experiment has its texts. */
  columns: readonly string[];
  report: Report;
  surroundings: Surroundings;
}

/** Fails with `INVALID_ARGUMENT` unless texts or a file are given. */
export function requireTexts(given: ParsedArguments): void {
  if (given.texts('text').length > 0 === (given.text('input') !== undefined))
    throw invalidArgument('Give either --text "..." or --input <file>.');
}

interface EmbeddedTexts {
  texts: string[];
  /** In which each stands; undefined of texts of the command line. */
  lines?: number[];
}

/** One for each line or row, empty ones too, so that row i of the answer belongs to text i; of pairs with a tab between the two. */
export async function embeddedTexts(
  given: ParsedArguments,
  { columns, report, surroundings }: ReadBy,
): Promise<EmbeddedTexts> {
  const input = given.text('input');
  const note = (message: string): void => report.note(message);
  if (input === undefined) return { texts: given.texts('text') };
  if (input === '-') {
    const texts = await readInputLines(input, surroundings, { ...encodingOf(given), note });
    return { texts, lines: texts.map((_, i) => i + 1) };
  }
  const { column, reading } = textsOf(given);
  const loaded = await loadTexts(path.resolve(surroundings.cwd, input), {
    own: { text: columns, label: '' },
    ...{ columns: { text: column }, reading, keepsEmpty: true, cutsLines: false, signal: surroundings.stop },
  });
  for (const message of loaded.notices) note(`note: ${message}`);
  const { examples } = loaded;
  return { texts: examples.map(({ texts }) => writtenTexts(texts)), lines: examples.map(({ line }) => line) };
}
