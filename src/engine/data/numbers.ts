// Examples whose right answers are numbers, and how numbers lie: mean and spread of the training part.

import { LabError } from '../../protocol/labError';
import type { TextDataOptions } from '../schema/labelledData';
import { loadParts, type DataParts, type DatasetOptions } from './dataParts';
import type { Rows } from '../text/rows';
import type { LabeledText } from './labeledText';

export interface NumberPart {
  examples: Rows<LabeledText>;
  /** `[examples]` */
  numbers: Float64Array;
}

/** Fails with `INVALID_DATA` at the first value that is no finite number. @param column where they stand, for people */
export function numbersOf(examples: Rows<LabeledText>, column: string): Float64Array {
  const found = new Float64Array(examples.length);
  let at = 0;
  for (const { label, file, line } of examples) {
    const value = Number(label);
    if (!Number.isFinite(value)) {
      const message = `"${file}", line ${line}: the column "${column}" has "${label.slice(0, 40)}", which is no number.`;
      throw new LabError('INVALID_DATA', message, { file, line });
    }
    found[at++] = value;
  }
  return found;
}

export interface Spread {
  mean: number;
  /** The standard deviation, √(Σ (y − mean)² / n). */
  deviation: number;
}

export function spreadOf(numbers: Float64Array): Spread {
  const mean = numbers.reduce((sum, y) => sum + y, 0) / numbers.length;
  const squares = numbers.reduce((sum, y) => sum + (y - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / numbers.length) };
}

/** Fails as `loadParts` and `numbersOf`, and with `INVALID_DATA` where all training examples have the same number. */
export function loadNumbers(data: TextDataOptions, options: DatasetOptions): Promise<DataParts<NumberPart>> {
  const partOf = (examples: Rows<LabeledText>): NumberPart => ({ examples, numbers: numbersOf(examples, data.label) });
  return loadParts(data, options, (source) => {
    const { numbers } = partOf(source);
    const [first] = source;
    if (numbers.every((y) => y === numbers[0]))
      throw new LabError(
        'INVALID_DATA',
        `All ${numbers.length} training examples have the number ${numbers[0]}. There is nothing to learn from them.`,
        { file: first.file, key: ['data', 'label'] },
      );
    return { strata: new Int32Array(numbers.length), partOf };
  });
}
