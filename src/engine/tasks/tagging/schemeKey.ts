// The key `model.scheme`, which every tagger has.

import { z } from 'zod';
import { TAG_SCHEMES } from '../../tags/tagScheme';

export const schemeKey = z
  .enum(['as-read', ...TAG_SCHEMES])
  .default('as-read')
  .describe(
    'The scheme that the model learns; its outputs are in that of the files. "BIOES" often does a little better.',
  );
