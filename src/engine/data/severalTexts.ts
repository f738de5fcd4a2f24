// The texts of an example: one, or a pair that is read together. What a person or a file writes as one string is cut into them here.

import { LabError } from '../../protocol/labError';
import { rowAt, viewed, type Rows } from '../text/rows';

/** What `data.text` says: the column of the texts, or those of both texts of a pair. */
export type TextColumns = string | readonly string[];

export const columnNames = (text: TextColumns): readonly string[] => (typeof text === 'string' ? [text] : text);

interface Texts {
  texts: readonly string[];
}

/** How many texts an example has. */
export const textsOfExample = (text: TextColumns): number => columnNames(text).length;

/** The first text of each example: the only one to models that read one. */
export const firstTexts = (examples: Rows<Texts>): Rows<string> => viewed(examples, ({ texts: [text] }) => text);

/** All texts of all examples, of each as many, one behind the other. */
export function allTexts(examples: Rows<Texts>): Rows<string> {
  const each = examples.at(0)?.texts.length ?? 1;
  if (each === 1) return firstTexts(examples);
  return {
    length: each * examples.length,
    at: (index) => (index < each * examples.length ? rowAt(examples, Math.floor(index / each)).texts[index % each] : undefined), // prettier-ignore
    *[Symbol.iterator]() {
      for (const { texts } of examples) yield* texts;
    },
  };
}

/**
 * Cuts what was written as one string: a tab stands between the texts of a pair, or where there is none a line break.
 * Fails with `INVALID_ARGUMENT` where there are more or fewer texts than are read together.
 */
export const cutIntoTexts = (inputs: readonly string[], count: number): string[][] =>
  inputs.map((input, i) => {
    if (count === 1) return [input];
    const texts = input.includes('\t') ? input.split('\t') : input.split(/\r?\n/);
    if (texts.length === count) return texts.map((text) => text.trim());
    const which = inputs.length > 1 ? `Text ${i + 1}` : 'The text';
    throw new LabError(
      'INVALID_ARGUMENT',
      `This run reads pairs of texts: write a tab or a line break between the two. ${which} has ${texts.length} instead of ${count}.`,
    );
  });

/** The texts of each example, of all of them one behind the other. */
export const grouped = (texts: readonly string[], count: number): string[][] =>
  Array.from({ length: texts.length / count }, (_, i) => texts.slice(i * count, (i + 1) * count));
