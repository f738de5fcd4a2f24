// The calls `openVectors` and `closeVectors`: vectors of a file, of a run, or of texts.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import type { VectorsSource } from '../../../protocol/vectors';
import type { ReadVectorsOptions } from '../../embeddings/vectors/fileBytes';
import { readVectorsFile } from '../../embeddings/vectors/readVectorsFile';
import { sentenceVectors } from '../../embeddings/vectors/sentenceVectors';
import { meanVector } from '../../embeddings/vectors/textVectors';
import { availableBytes, formatBytes } from '../../runtime/machine';
import { findColumns } from '../../text/corpus/columns';
import { openTexts } from '../../text/corpus/corpusTexts';
import type { VectorsCall, VectorsContext } from './openedVectors';
import { openRunTexts } from './runTexts';
import { openRunVectors } from './runVectors';

export const openVectors: VectorsCall<'openVectors'> = async ({ source }, context) => {
  switch (source.kind) {
    case 'file':
      return openFile(source, context);
    case 'run': {
      const { set, ...info } = await openRunVectors(source, readOptions(context));
      return context.opened.add(set, { source, ...info });
    }
    case 'sentences':
      return openSentences(source, context);
    case 'texts': {
      const { set, info, textVector } = await openRunTexts(source, context);
      return context.opened.add(set, { source, ...info }, textVector);
    }
  }
};

export const closeVectors: VectorsCall<'closeVectors'> = ({ vectors }, { opened }) => {
  opened.close(vectors);
  return {};
};

async function openFile(source: VectorsSource & { kind: 'file' }, context: VectorsContext) {
  const { file, format, limit = 0 } = source;
  const { set, notices, format: found } = await readVectorsFile(file, { ...readOptions(context), limit, format });
  return context.opened.add(set, { source, title: path.basename(file), format: found, corpus: [], notices });
}

function readOptions({ progress, signal }: VectorsContext): ReadVectorsOptions {
  return {
    limit: 0,
    signal,
    onProgress: (fraction) => progress({ phase: 'Reading vectors', fraction: Math.min(1, fraction) }),
    requireMemory(needed) {
      const available = availableBytes();
      if (needed <= available) return;
      throw new LabError(
        'NO_MEMORY',
        `These vectors need about ${formatBytes(needed)} of memory, but only ${formatBytes(available)} are free. ` +
          'Read only the first words of the file (limit).',
      );
    },
  };
}

/** Texts without a known word have no vector and are left out. */
async function openSentences(source: VectorsSource & { kind: 'sentences' }, context: VectorsContext) {
  const { vectors, file, column, limit = 0 } = source;
  const { set: words, info } = context.opened.get(vectors);
  const texts = await openTexts(file, await findColumns(file, { text: column }));
  const { set, left, unknownWords } = await sentenceVectors(words, texts.blocks(), { limit, signal: context.signal });
  if (set.words.size === 0)
    throw new LabError('INVALID_DATA', `No text of "${file}" has a word that is known to "${info.title}".`, { file });
  const notices = texts.notices();
  if (left > 0) notices.push(`${left} texts have no known word and were left out.`);
  if (unknownWords > 0) notices.push(`${unknownWords} words of the texts have no vector.`);
  const about = {
    ...{ source, title: path.basename(file), corpus: [file], notices },
    ...(column === undefined ? {} : { corpusColumn: column }),
  };
  return context.opened.add(set, about, (text) => Promise.resolve(Float32Array.from(meanVector(words, text).vector)));
}
