// Keys that models of several families have.

import { z } from 'zod';

export const width = (value: number) => z.int().min(1).max(65_536).default(value);

export const layers = (value: number) => z.int().min(1).max(64).default(value);

export const dropout = (value: number) =>
  z
    .number()
    .min(0)
    .lt(1)
    .default(value)
    .describe('Share of values dropped while training.')
    .meta({ equation: 'x ← m ⊙ x / (1 − dropout), each m_i 0 with probability dropout, else 1' });

export const tieEmbeddings = (value: boolean) =>
  z.boolean().default(value).describe('The output layer and the target embeddings are the same numbers.');
