// The key `model.from`: a model that begins with the encoder of a run.

import { z } from 'zod';
import { naming } from './names';

export const fromKey = naming('encoder', z.string().min(1).max(4096))
  .optional()
  .describe(
    'The id of a run, or its folder relative to the experiment, whose encoder the model begins with: of a classifier, a tagger, a language model or any other run that has one; or a folder in the layout of BERT (config.json, model.safetensors, tokenizer.json or vocab.txt). With it come its tokenizer, its vocabulary, "type" and all sizes; none of them need be said again, and what is said must agree.',
  );
