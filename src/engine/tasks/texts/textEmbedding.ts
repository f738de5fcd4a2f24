// Texts as vectors, as anyone may ask for them: what a person wrote, a file, or a part of the data that the run was trained on.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import type { DataPart, TextPooling, TextVectors } from '../../../protocol/textVectors';
import type { DataParts } from '../../data/dataParts';
import type { LoadedExamples } from '../../data/examples';
import type { LabeledText } from '../../data/labeledText';
import { hashFile } from '../../data/fileHash';
import { loadTexts } from '../../data/loadTexts';
import { cutNotice } from '../../data/textCut';
import { columnNames, textsOfExample } from '../../data/severalTexts';
import { availableBytes, formatBytes } from '../../runtime/machine';
import type { Rows } from '../../text/rows';
import type { EmbeddingOptions, TextEmbedding } from '../openModel';
import { cutAndCleaned, type AskedData } from './askedTexts';
import type { ExampleVectors } from './exampleVectors';

/** The data that a run was trained on. */
export interface OwnData<Example> {
  baseFolder: string;
  /** Of the files when the run was trained, as in its record. */
  hashes: Readonly<Record<string, string>>;
  parts(signal: AbortSignal): Promise<DataParts<{ examples: Rows<Example> }>>;
}

interface Parts extends AskedData {
  vectors: ExampleVectors;
  /** Not there where nothing is known of them. */
  own?: OwnData<LabeledText>;
}

export function textEmbedding({ vectors, data, cleaning, own }: Parts): TextEmbedding {
  const { poolings, readsApart } = vectors;
  const columns = columnNames(data.text);

  async function embed(
    examples: readonly (readonly string[])[],
    { pooling = poolings[0], signal, progress }: EmbeddingOptions,
  ): Promise<TextVectors> {
    requirePooling(pooling, poolings);
    const width = vectors.width * (readsApart ? (examples[0]?.length ?? 1) : 1);
    requireRoom(examples.length, width);
    const onProgress = (fraction: number): void => progress({ phase: 'Computing vectors', fraction });
    return { ...(await vectors.of(examples, { pooling, signal, onProgress })), width, pooling };
  }

  return {
    poolings,
    columns,
    async texts(inputs, options) {
      const isAlone = readsApart && !inputs.some((input) => input.includes('\t'));
      const count = isAlone ? 1 : textsOfExample(data.text);
      return embed(await cutAndCleaned(inputs, { data, cleaning }, count), options);
    },
    async data(source, { limit = 0, singly = false, ...options }) {
      options.progress({ phase: 'Reading' });
      const { signal } = options;
      const loaded =
        'part' in source
          ? await ownExamples(source.part, own, signal)
          : await loadTexts(source.file, { ...source, own: data, readsApart, limit, signal });
      const read = limit > 0 ? loaded.examples.slice(0, limit) : loaded.examples;
      const cleaned = 'part' in source ? read : (await cleaning()).examples(read).examples;
      const examples = singly && readsApart ? singleTexts(cleaned) : cleaned;
      const texts = examples.map((example) => example.texts);
      const found = await embed(texts, options);
      const told = found.cut
        ? [
            cutNotice(
              found.cut,
              found.cut.first.map((example) => examples[example].line),
            ),
          ]
        : [];
      return { ...loaded, notices: [...loaded.notices, ...told], examples, ...found };
    },
  };
}

/** Each text of the examples once, as an example of its own. */
function singleTexts(examples: readonly LabeledText[]): LabeledText[] {
  const seen = new Set<string>();
  return examples.flatMap(({ texts, file, line }) =>
    texts.flatMap((text) => {
      if (text.trim() === '' || seen.has(text)) return [];
      seen.add(text);
      return [{ texts: [text], label: '', file, line }];
    }),
  );
}

/** The examples of a part, with what a person should know of it. Fails as reading it does, and with `INVALID_ARGUMENT` without one. */
export async function ownExamples<Example>(
  part: DataPart,
  own: OwnData<Example> | undefined,
  signal: AbortSignal,
): Promise<Omit<LoadedExamples, 'examples'> & { examples: Example[] }> {
  if (!own) throw new LabError('INVALID_ARGUMENT', 'It is not known what this model was trained on. Give a file.');
  const { [part]: chosen, files, notices, close } = await own.parts(signal);
  const examples = [...chosen.examples];
  close?.();
  if (examples.length === 0)
    throw new LabError('INVALID_ARGUMENT', `The experiment of this run has no ${part} part. Give another, or a file.`);
  const changed: string[] = [];
  for (const file of files) {
    const known = own.hashes[path.relative(own.baseFolder, file)] as string | undefined;
    if (known !== undefined && known !== (await hashFile(file)))
      changed.push(`"${file}" has changed since the run was trained: its parts may have other texts now.`);
  }
  return { examples, files, notices: [...changed, ...notices] };
}

/** Fails with `INVALID_ARGUMENT` for one that a model does not have. */
export function requirePooling(pooling: TextPooling, poolings: readonly TextPooling[]): void {
  if (poolings.includes(pooling)) return;
  throw new LabError('INVALID_ARGUMENT', `This model has no pooling "${pooling}". It has ${poolings.join(', ')}.`);
}

/** Fails with `NO_MEMORY`. */
export function requireRoom(texts: number, width: number): void {
  const [needed, available] = [4 * texts * width, availableBytes()];
  if (needed <= available) return;
  throw new LabError(
    'NO_MEMORY',
    `The vectors of ${texts} texts need about ${formatBytes(needed)} of memory, but only ${formatBytes(available)} are free. Give fewer texts.`,
  );
}
