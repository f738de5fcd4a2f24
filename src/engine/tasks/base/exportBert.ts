// The encoder of a run as a folder in the layout of BERT, which `model.from` and Hugging Face's programs read.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { encoderNames } from '../../nn/parameterLayers';
import { writeFileAtomically } from '../../store/atomicFile';
import { openChosenCheckpoint, type CheckpointName } from '../../store/checkpoint';
import type { Files } from '../../store/files';
import { runFiles } from '../../store/runFolder';
import { writeSafetensors, type StoredTensor } from '../../store/safetensors';
import { readFileText } from '../../store/wholeFile';
import { resolveExperiment } from '../parseExperiment';
import { taskOf } from '../tasks';
import { BERT_FILES, configOfBert, specialRows } from './bertFolder';
import { toBert } from './bertTensors';

const MAX_TEXT_BYTES = 256 * 1024 * 1024;

interface Export {
  folder: string;
  checkpoint?: CheckpointName;
  /** A folder; made where it is not there. */
  output: string;
}

/** Returns the bytes of the weights. Fails with `INVALID_ARGUMENT` for encoders of other layouts, as `openCheckpoint` and with `DISK`. */
export function exportBert(files: Files, { folder, checkpoint, output }: Export): number {
  const file = path.join(folder, runFiles.experiment);
  const experiment = resolveExperiment(readFileText(files, file, MAX_TEXT_BYTES), { file });
  const encoder = taskOf(experiment).encoder?.of(experiment);
  const tokenizerFile = path.join(folder, runFiles.tokenizer);
  const tokenizer = readFileText(files, tokenizerFile, MAX_TEXT_BYTES);
  const { model } = openChosenCheckpoint(files, folder, checkpoint).checkpoint;
  const own = new Map<string, StoredTensor>();
  for (const [name, stored] of encoderNames([...model.keys()])) {
    const tensor = model.get(stored);
    if (tensor) own.set(name, tensor);
  }
  const tensors = toBert(own, specialRows(tokenizer, tokenizerFile));
  const config = encoder && configOfBert(encoder.keys, tensors);
  if (!config)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${path.basename(folder)}" has no encoder in the layout of BERT: blocks with "embeddings": "normalized", "norm": "post", "positions": "learned" and "attention": "full". Export its parameters as safetensors.`,
    );
  files.makeFolder(output);
  writeFileAtomically(files, path.join(output, BERT_FILES.config), `${JSON.stringify(config, undefined, 2)}\n`);
  writeFileAtomically(files, path.join(output, BERT_FILES.tokenizer), tokenizer);
  return writeSafetensors(files, path.join(output, BERT_FILES.weights), tensors, { format: 'pt' }).bytes;
}
