// A conditional random field of a run.

import path from 'node:path';
import type { OpenTagger } from '../openTagger';
import type { TaggerParts } from '../taggerFamily';
import { CRF_FILE, parseCrf } from './crfFile';
import { crfTagger } from './crfTagger';
import { crfOf } from './crfTensors';

export function openCrf({ checkpoint, read }: TaggerParts): Promise<OpenTagger> {
  const opened = checkpoint();
  const { text, file } = read(CRF_FILE);
  const crf = parseCrf(text, file);
  const sizes = { tags: crf.set.tags.length, attributes: crf.index.count };
  const model = crfOf(opened.checkpoint.model, sizes, path.join(opened.folder, 'model.safetensors'));
  return Promise.resolve(crfTagger(crf, model));
}
