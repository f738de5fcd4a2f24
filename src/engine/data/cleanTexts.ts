// Cleans the texts of examples as the experiment says. Each part of the data is cleaned by itself.

import type { CleaningStep } from '../../protocol/cleaning';
import { LabError } from '../../protocol/labError';
import { createCleaner } from '../text/cleaning/cleaner';
import { readStopWords } from '../text/cleaning/ownStopWords';
import type { LabeledText } from './labeledText';

/** The examples of a part of the data, cleaned one after the other. */
interface ExampleCleaning {
  /** With clean texts; undefined for a duplicate where a step removes them. */
  of(example: LabeledText): LabeledText | undefined;
  /** What was changed so far. */
  notices(): string[];
}

export interface TextCleaning {
  part(): ExampleCleaning;
  /** Those of a part. */
  examples(given: readonly LabeledText[]): { examples: LabeledText[]; notices: string[] };
  /** The clean texts, one for each given: nothing is removed. */
  texts(given: readonly string[]): string[];
  /** The files the steps needed, absolute. */
  files: string[];
}

/** Reads the steps' own stop words. Fails as `readStopWords`; the place holds the experiment's key. */
export async function prepareCleaning(steps: readonly CleaningStep[], baseFolder: string): Promise<TextCleaning> {
  const { ownStopWords, files } = await readStopWords(steps, baseFolder).catch(withKey);
  const part = (): ExampleCleaning => {
    if (steps.length === 0) return { of: (example) => example, notices: () => [] };
    const cleaner = createCleaner(steps, { ownStopWords });
    return {
      of(example) {
        const texts = cleaner.cleanTogether(example.texts);
        return texts && { ...example, texts };
      },
      notices() {
        const changed = cleaner.reports().filter(({ lines }) => lines > 0);
        const summary = changed.map(({ step, lines }) => `${step} ${lines}`).join(', ');
        return changed.length > 0 ? [`Cleaning changed texts: ${summary}.`] : [];
      },
    };
  };
  return {
    files,
    part,
    examples(given) {
      const cleaning = part();
      return { examples: given.flatMap((example) => cleaning.of(example) ?? []), notices: cleaning.notices() };
    },
    texts(given) {
      if (steps.length === 0) return [...given];
      const cleaner = createCleaner(steps, { ownStopWords, keepDuplicates: true });
      return given.map((text) => cleaner.clean(text) ?? text);
    },
  };
}

function withKey(error: unknown): never {
  if (!(error instanceof LabError)) throw error;
  throw new LabError(error.code, error.message, { key: ['clean'], ...error.place }, { cause: error });
}
