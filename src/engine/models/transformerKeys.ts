// The keys of every model made of transformer blocks, and what they cannot be together.

import { z } from 'zod';
import type { TrainingOptions } from '../schema/training';
import type { ReportFault } from '../schema/fault';
import * as sizes from '../schema/sizes';

/** With the sizes that hold when they are left out. */
export const transformerKeys = ({ width, heads, feedForward }: Record<'width' | 'heads' | 'feedForward', number>) => ({
  width: sizes.width(width).describe('Width of the token vectors and of every layer; a multiple of "heads".'),
  heads: z.int().min(1).max(256).default(heads).describe('Attention heads in each layer.'),
  feedForward: sizes.width(feedForward).describe('Width inside the feed-forward part of each layer.'),
  norm: z
    .enum(['pre', 'post'])
    .default('pre')
    .describe('Layer normalisation before each part (trains more easily) or after it (Vaswani et al. 2017).'),
  positions: z.enum(['sinusoidal', 'learned']).default('sinusoidal').describe('What tells places apart.'),
  activation: z.enum(['relu', 'gelu']).default('relu').describe('In the feed-forward part.'),
  dropout: sizes.dropout(0.1),
});

/** Of any blocks. */
export function blockFaults({ width, heads }: { width: number; heads: number }, report: ReportFault): void {
  if (width % heads !== 0)
    report(['model', 'heads'], `"model.width" ${width} is no multiple of "model.heads" ${heads}.`);
}

/** Of blocks whose queries and keys are turned: components belong together two by two. */
export function rotaryFaults(
  { width, heads, positions }: { width: number; heads: number; positions: string },
  report: ReportFault,
): void {
  if (positions === 'rotary' && width % heads === 0 && (width / heads) % 2 === 1)
    report(
      ['model', 'positions'],
      `A head has ${width / heads} numbers; "rotary" turns them two by two: choose "model.width" and "model.heads" so that it is even.`,
    );
}

/** Of blocks that read texts of different lengths. */
export function transformerFaults(
  sizes: { width: number; heads: number },
  { padding }: Pick<TrainingOptions, 'padding'>,
  report: ReportFault,
): void {
  blockFaults(sizes, report);
  if (padding === 'before')
    report(['training', 'padding'], 'Transformers tell places apart by number: "training.padding" must be "after".');
}
