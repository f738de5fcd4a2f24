// Cleaning steps that other programs do in exactly the same way.

import type { CleaningStep, CleaningStepName } from '../../protocol/cleaning';
import { LabError } from '../../protocol/labError';

const SHARED: ReadonlySet<CleaningStepName> = new Set(['lowercase', 'nfc', 'nfkc']);

/** Their names in order; what removes whole texts has no effect on texts that are asked about. Fails with `INVALID_ARGUMENT`. */
export function sharedCleaning(steps: readonly CleaningStep[]): CleaningStepName[] {
  const names = steps.map(({ step }) => step).filter((step) => step !== 'duplicates');
  const others = [...new Set(names.filter((name) => !SHARED.has(name)))];
  if (others.length === 0) return names;
  const listed = others.map((name) => `"${name}"`).join(', ');
  throw new LabError(
    'INVALID_ARGUMENT',
    `The run cleans texts with ${listed}, which other programs do not do in exactly the same way ("lowercase", "nfc" and "nfkc" they do). Clean the files beforehand ("nlp-lab clean") and train without these steps to export graphs.`,
    { key: ['clean'] },
  );
}
