// What the engine says of encoders in the layout of BERT, as `engineTextList.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const BERT_TEXTS = [
  toTranslate('"{0}" is no folder of an encoder: it has no {1} and no {2}.'),
  toTranslate('"{0}" is no folder of an encoder: it has no {1}.'),
  toTranslate('"{0}" is not JSON. Encoders in the layout of BERT can be read.'),
  toTranslate('"{0}" says "{1}" is {2}. Encoders in the layout of BERT can be read.'),
  toTranslate('"{0}" has no float32 tensor "{1}": it is no encoder in the layout of BERT.'),
  toTranslate('"{0}" has no token {1}: it is no vocab.txt of BERT.'),
  toTranslate(
    'The run "{0}" has no encoder in the layout of BERT: blocks with "embeddings": "normalized", "norm": "post", "positions": "learned" and "attention": "full". Export its parameters as safetensors.',
  ),
];
