// A conditional random field of a run.

import path from 'node:path';
import { LabError } from '../../../../protocol/labError';
import type { OpenTagger } from '../openTagger';
import type { TaggerParts } from '../taggerFamily';
import { CRF_FILE, parseCrf } from './crfFile';
import { crfTagger } from './crfTagger';
import { crfOf } from './crfTensors';

export async function openCrf({ record, checkpoint, read }: TaggerParts): Promise<OpenTagger> {
  const opened = checkpoint();
  if (opened.checkpoint.state.epoch === 0)
    throw new LabError('NOT_FOUND', `The run "${record.name}" was stopped before it had a model. Resume it first.`, {
      file: opened.folder,
    });
  const { text, file } = read(CRF_FILE);
  const crf = parseCrf(text, file);
  const sizes = { tags: crf.set.tags.length, attributes: crf.index.count };
  const model = crfOf(opened.checkpoint.model, sizes, path.join(opened.folder, 'model.safetensors'));
  return crfTagger(crf, model);
}
