// A part of the data with the numbers that a model gave its texts.

import type { LabeledText } from '../../data/labeledText';
import type { Spread } from '../../data/numbers';
import type { JudgedNumbers } from '../../metrics/numbers';
import type { NumberLoss } from '../../nn/losses';

export interface AnsweredNumbers extends JudgedNumbers {
  examples: readonly Pick<LabeledText, 'texts' | 'file' | 'line'>[];
  /** What the report is about. */
  source: string;
  /** What the loss is made of. */
  scale: { loss: NumberLoss; delta: number; spread: Spread };
}
