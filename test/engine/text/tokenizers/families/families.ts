// The shapes of tokenizer.json files as the well-known models bring them, with small vocabularies.

import { byteLevelFamilies } from './byteLevelFamilies';
import { sentencePieceFamilies } from './sentencePieceFamilies';
import { fileOf, type Shape } from './shape';
import { wordPieceFamilies } from './wordPieceFamilies';

const shapes: Record<string, Shape> = { ...wordPieceFamilies, ...byteLevelFamilies, ...sentencePieceFamilies };

export interface Family {
  name: string;
  json: string;
  /** Contents of all added tokens. */
  added: string[];
}

export const families: readonly Family[] = Object.entries(shapes).map(([name, shape]) => ({
  name,
  json: fileOf(shape),
  added: shape.added.map(({ content }) => content),
}));
