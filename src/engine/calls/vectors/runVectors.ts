// The vectors of a run: those it learned, or the embedding layer of its neural model with the words of its tokenizer.

import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { VECTORS_FILE } from '../../../protocol/embedding';
import { isJudged } from '../../../protocol/ability';
import { LabError } from '../../../protocol/labError';
import type { RunRecord } from '../../../protocol/run';
import type { VectorsInfo, VectorsSource } from '../../../protocol/vectors';
import type { ReadVectorsOptions } from '../../embeddings/vectors/fileBytes';
import { readVectorsFile } from '../../embeddings/vectors/readVectorsFile';
import { setCutter } from '../../embeddings/vectors/textVectors';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';
import { WordTable } from '../../embeddings/vectors/wordTable';
import { readingKeys } from '../../schema/reading';
import { nodeFiles } from '../../store/nodeFiles';
import { openChosenCheckpoint, type CheckpointName } from '../../store/checkpoint';
import { runFiles } from '../../store/runFolder';
import { readRecord } from '../../store/runRecord';
import type { NamedTensors } from '../../store/safetensors';
import { readFileText } from '../../store/wholeFile';
import { corpusFilesIn } from '../../text/corpusFolder';
import { parseTokenizer } from '../../text/tokenizerFile';

/** What a run was trained on: text files, how they were read, and the text column where they are tables that name one. */
type Corpus = Pick<VectorsInfo, 'corpus' | 'corpusColumn' | 'corpusReading'>;

export interface RunVectors extends Corpus {
  set: VectorSet;
  title: string;
  notices: string[];
  layers?: string[];
}

const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** Fails with `NOT_FOUND` without a run or checkpoint, and with `INVALID_ARGUMENT` for models without an embedding layer. */
export async function openRunVectors(
  { folder, checkpoint, layer }: VectorsSource & { kind: 'run' },
  options: ReadVectorsOptions,
): Promise<RunVectors> {
  const record = readRecord(nodeFiles, folder);
  const corpus = await corpusOf(folder, record);
  const file = path.join(folder, VECTORS_FILE);
  if (fs.existsSync(file)) {
    const { set, notices } = await readVectorsFile(file, { ...options, format: 'safetensors' });
    return { set, title: record.name, ...corpus, notices };
  }
  if (!isJudged(record))
    throw new LabError('NOT_FOUND', `The run "${record.id}" has no vectors yet (${VECTORS_FILE}). Train it first.`, {
      file,
    });
  return { ...openLayer(folder, record, { checkpoint, layer }), ...corpus };
}

function openLayer(
  folder: string,
  record: RunRecord,
  { checkpoint, layer }: { checkpoint?: CheckpointName; layer?: string },
): Omit<RunVectors, keyof Corpus> {
  const opened = openChosenCheckpoint(nodeFiles, folder, checkpoint);
  const { model } = opened.checkpoint;
  const layers = embeddingLayers(model);
  if (layers.length === 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The model of the run "${record.id}" (${record.modelType}) has no embedding layer, so it has no word vectors.`,
    );
  const name = layer ?? layers[0];
  const tensor = model.get(name);
  if (!layers.includes(name) || !(tensor?.data instanceof Float32Array))
    throw new LabError(
      'NOT_FOUND',
      `The run "${record.id}" has no embedding layer "${name}". It has ${layers.join(', ')}.`,
    );
  const [rows, dimensions] = tensor.shape;
  const tokenizerFile = path.join(folder, tokenizerOf(folder, name));
  const { tokenizer, vocabulary } = parseTokenizer(
    readFileText(nodeFiles, tokenizerFile, MAX_TEXT_BYTES),
    tokenizerFile,
  );
  if (vocabulary.tokens.length !== rows)
    throw new LabError(
      'INVALID_FILE',
      `"${name}" has ${rows} rows, but the tokenizer of the run has ${vocabulary.tokens.length} tokens.`,
      { file: tokenizerFile },
    );
  const set = { words: WordTable.of(vocabulary.tokens), values: tensor.data, dimensions };
  setCutter(set, (text) => tokenizer.tokenize(text).tokens);
  return { set, title: `${record.name}: ${name}`, layers, notices: opened.notice ? [opened.notice] : [] };
}

/** Tables of token vectors by the names that models give them. */
function embeddingLayers(model: NamedTensors): string[] {
  return [...model].flatMap(([name, { shape }]) =>
    /(^|[._])embedding\.weight$/.test(name) && shape.length === 2 ? [name] : [],
  );
}

/** The tokenizer of the layer's side, where source and target have one each. */
function tokenizerOf(folder: string, layer: string): string {
  const side = /^(source|target)[._]/.exec(layer)?.[1];
  const files = fs.readdirSync(folder).filter((file) => /tokenizer.*\.json$/i.test(file));
  return (side && files.find((file) => file.toLowerCase().includes(side))) ?? runFiles.tokenizer;
}

/** The text files that a run was trained on, as far as they are still there. */
async function corpusOf(folder: string, { baseFolder }: RunRecord): Promise<Corpus> {
  try {
    const text = readFileText(nodeFiles, path.join(folder, runFiles.experiment), MAX_TEXT_BYTES);
    const { data } = JSON.parse(text) as { data?: { train?: unknown; text?: unknown } };
    const files = filesIn(data?.train).map((file) => textFiles(path.resolve(baseFolder, file)));
    const corpus = (await Promise.all(files)).flat();
    const { data: corpusReading } = z.object(readingKeys).safeParse(data);
    const column = typeof data?.text === 'string' ? { corpusColumn: data.text } : {};
    return { corpus, ...column, ...(corpusReading ? { corpusReading } : {}) };
  } catch {
    return { corpus: [] }; // evidence is then not offered; the vectors are there all the same
  }
}

function filesIn(source: unknown): string[] {
  if (typeof source === 'string') return [source];
  if (typeof source !== 'object' || source === null) return [];
  return Object.values(source).flatMap(filesIn);
}

/** A file, or the files of a folder; none where it has gone. */
async function textFiles(place: string): Promise<string[]> {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat?.isFile()) return [place];
  return stat?.isDirectory() ? corpusFilesIn(place) : [];
}
