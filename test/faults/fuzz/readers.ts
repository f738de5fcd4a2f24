// Every reader of files, with right files for it to start from.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { createLabelScores } from '../../../src/engine/embeddings/classifier/labelScores';
import { readClassifier } from '../../../src/engine/embeddings/classifier/readClassifier';
import { readVectorsFile } from '../../../src/engine/embeddings/vectors/readVectorsFile';
import { describeSafetensors } from '../../../src/engine/modelFiles/describeSafetensors';
import { measureTensor } from '../../../src/engine/modelFiles/measureTensor';
import { describeOnnx } from '../../../src/engine/modelFiles/onnx/describeOnnx';
import { tensorPart } from '../../../src/engine/modelFiles/tensorPart';
import { readPictures } from '../../../src/engine/pictures/readPictures';
import { openRun } from '../../../src/engine/runs/openRun';
import { readReport } from '../../../src/engine/runs/readReport';
import { openChosenCheckpoint, summarizeCheckpoints } from '../../../src/engine/store/checkpoint';
import { readLease } from '../../../src/engine/store/leaseFile';
import { readMetrics } from '../../../src/engine/store/metricsLog';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { summarizeRun } from '../../../src/engine/store/runFolder';
import { readSafetensors } from '../../../src/engine/store/safetensors';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { readText } from '../../../src/engine/text/readText';
import { openTable } from '../../../src/engine/text/table';
import { parseTokenizer } from '../../../src/engine/text/tokenizerFile';
import { parseVectorizer } from '../../../src/engine/text/vectorizers/vectorizerFile';
import type { PlacedTensor } from '../../../src/protocol/tensors';
import { mutatedFiles } from '../../engine/text/tokenizers/mutations';

export interface Reader {
  name: string;
  /** Right files, by the names under which they lie. */
  files: Record<string, Buffer>;
  /** What lies beside them and stays right. */
  beside?: (folder: string) => void;
  /** Ten times slower than others. */
  isSlow?: true;
  read(file: string): unknown;
}

const golden = (...parts: string[]): string => path.join('test', 'golden', ...parts);
const bytesOf = (...parts: string[]): Buffer => fs.readFileSync(golden(...parts));
const textOf = (file: string): string => fs.readFileSync(file, 'utf8');

async function readTable(file: string): Promise<void> {
  const table = await openTable(file);
  for await (const rows of table.rows())
    for (const { values } of rows)
      if (values.length !== table.columns.length) throw new Error('a row of another width');
}

async function readLines(file: string): Promise<void> {
  const reader = readText(file);
  await reader.start();
  await reader.close();
}

const VECTORS = { limit: 0, requireMemory: requireLittle };
const MOST_BYTES = 1 << 26;
/** As a small machine would. */
function requireLittle(bytes: number): void {
  if (bytes > MOST_BYTES) throw new Refused();
}
/** What `requireMemory` throws here. */
export class Refused extends Error {}

async function judgeText(file: string): Promise<void> {
  const model = await readClassifier(file, VECTORS);
  const rows = model.features.rowsOf(['the', '영화', 'never']);
  model.input.use((read) => createLabelScores(model)(rows, read));
}

/** The numbers of each tensor that is listed. */
async function lookInto(tensors: readonly PlacedTensor[]): Promise<void> {
  for (const { place } of tensors) {
    if (!place) continue;
    tensorPart(place, { matrix: 0, row: -1, column: -1 });
    await measureTensor(place, { signal: new AbortController().signal, onProgress: () => undefined });
  }
}

/** A picture of a few colours. */
const painted = {
  width: 16,
  height: 24,
  data: Buffer.from(Array.from({ length: 16 * 24 * 4 }, (_, i) => (i * 7) % 256)),
};

const csv = Buffer.from('text,label\n"a ""b"",\nc",1\n가나,0\nd,1\n');
const objects = Buffer.from('{"text":"a","label":1}\n{"text":"가","label":0}\n');
const list = Buffer.from('[{"text":"a","label":1},\n{"text":"가","label":0}]\n');
const binaryRows = Buffer.concat(
  ['a', 'bc', '가'].map((word) => Buffer.concat([Buffer.from(`${word} `), Buffer.alloc(12, 1), Buffer.from('\n')])),
);

/** A golden run whose every file is damaged in its turn, all others right. */
function runReader(run: string, files: readonly string[]): Reader {
  return {
    name: `files of the run ${run}`,
    isSlow: true,
    files: Object.fromEntries(files.map((file) => [path.join(run, file), bytesOf('runs', run, file)])),
    beside: (folder) => fs.cpSync(golden('runs', run), path.join(folder, run), { recursive: true }),
    async read(file) {
      const folder = path.join(file.slice(0, file.lastIndexOf(run)), run);
      summarizeCheckpoints(nodeFiles, folder);
      summarizeRun(nodeFiles, folder);
      await openRun(nodeFiles, folder);
    },
  };
}

const CHECKPOINT = ['model.safetensors', 'optimizer.safetensors', 'state.json'];

export function fileReaders(): Reader[] {
  const checkpoint = CHECKPOINT.map((part) => path.join('gru', 'checkpoints', 'best', part));
  const tokenizers = Object.entries(mutatedFiles()).map(([name, text]) => [`${name}.json`, Buffer.from(text)] as const);
  return [
    {
      name: 'experiment',
      isSlow: true,
      files: {
        'gru.json': bytesOf('runs', 'gru', 'experiment.json'),
        'e.json': bytesOf('runs', 'fasttext', 'experiment.json'),
      },
      read: (file) => parseExperiment(textOf(file), { file }),
    },
    {
      name: 'tokenizer.json',
      isSlow: true,
      files: Object.fromEntries(tokenizers),
      read(file) {
        const { tokenizer, vocabulary } = parseTokenizer(textOf(file), file);
        tokenizer.encode(vocabulary, 'The cat sat, 영화 ㅋㅋ 😀');
      },
    },
    {
      name: 'metrics.jsonl',
      files: { 'metrics.jsonl': bytesOf('runs', 'fasttext', 'metrics.jsonl') },
      read: (file) => readMetrics(nodeFiles, file),
    },
    {
      name: 'lease',
      files: { 'run.lease': Buffer.from('{"pid":1,"nonce":"a","startedAt":1,"host":"b"}') },
      read: (file) => readLease(nodeFiles, file),
    },
    {
      name: 'evaluation.json',
      files: { 'evaluation.json': bytesOf('runs', 'gru', 'evaluation.json') },
      read: (file) => readReport(nodeFiles, file),
    },
    {
      name: 'vectorizer.json',
      files: { 'vectorizer.json': bytesOf('runs', 'logistic', 'vectorizer.json') },
      read: (file) => parseVectorizer(textOf(file), file),
    },
    {
      name: 'safetensors',
      files: { 'a.safetensors': bytesOf('runs', 'fasttext', 'vectors.safetensors') },
      read: (file) => readSafetensors(nodeFiles, file),
    },
    {
      name: 'safetensors, by their headers',
      files: { 'a.safetensors': bytesOf('runs', 'fasttext', 'vectors.safetensors') },
      read: (file) => lookInto(describeSafetensors(nodeFiles, file).tensors),
    },
    {
      name: 'onnx',
      files: { 'a.onnx': bytesOf('runs', 'probe.onnx') },
      read: (file) => lookInto(describeOnnx(nodeFiles, file).graphs.flatMap(({ initializers }) => initializers)),
    },
    {
      name: 'checkpoint',
      files: Object.fromEntries(checkpoint.map((file) => [file, bytesOf('runs', file)])),
      beside: (folder) => fs.cpSync(golden('runs', 'gru'), path.join(folder, 'gru'), { recursive: true }),
      read: (file) => openChosenCheckpoint(nodeFiles, path.join(path.dirname(file), '..', '..')),
    },
    runReader('logistic', ['run.json', 'experiment.json', 'tokenizer.json', 'vectorizer.json']),
    runReader('nb-svm', ['run.json', 'experiment.json', 'vectorizer.json']),
    {
      name: 'vectors',
      files: {
        'a.txt': Buffer.from('3 3\na 1 2 3\nbc 4 5 6\n가 7 8e-1 .9\n'),
        'glove.txt': Buffer.from('a 1 2 3\nbc 4 5 6\n가 7 8e-1 .9\n'),
        'a.vec': Buffer.from('2 2\na 1 2 \nb 3 4 \n'),
        'a.txt.gz': gzipSync('2 2\na 1 2\nb 3 4\n'),
        'w2v.bin': Buffer.concat([Buffer.from('3 3\n'), binaryRows]),
        'model.bin': bytesOf('fasttext', 'skipgram.bin'),
        'pruned.ftz': bytesOf('fasttext', 'pruned.ftz'),
        'quantized.ftz': bytesOf('fasttext', 'quantized.ftz'),
        'v.safetensors': bytesOf('runs', 'fasttext', 'vectors.safetensors'),
        'tensors.tsv': Buffer.from('1\t2\n3\t4\n'),
      },
      read: (file) => readVectorsFile(file, VECTORS),
    },
    {
      name: "fastText's classifiers",
      files: Object.fromEntries(
        ['parts.bin', 'tree.bin', 'quantized.ftz', 'output.ftz'].map((name) => [
          name,
          bytesOf('fasttext', 'classifiers', name),
        ]),
      ),
      read: judgeText,
    },
    {
      name: 'pictures',
      files: {
        'a.png': PNG.sync.write(Object.assign(new PNG(painted), painted)),
        'grey.png': PNG.sync.write(Object.assign(new PNG(painted), painted), { colorType: 0 }),
        'a.jpg': encodeJpeg(painted, 80).data,
      },
      read: (file) => readPictures([{ source: file }], { size: [8, 8], colour: 'rgb', baseFolder: '' }),
    },
    {
      name: 'tables',
      files: { 'a.csv': csv, 'a.tsv': csv, 'a.jsonl': objects, 'a.json': list, 'a.csv.gz': gzipSync(csv) },
      read: readTable,
    },
    {
      name: 'text',
      files: {
        'a.txt': Buffer.from('one\ntwo 가나\r\n\r\nthree'),
        'utf16.txt': Buffer.from('\ufeffone\ntwo 가나\n', 'utf16le'),
        'cp949.txt': Buffer.from([0xb0, 0xa1, 0xb3, 0xaa, 0x0a, 0xb4, 0xd9, 0x20, 0x61, 0x0a]),
        'a.txt.gz': gzipSync('one\ntwo\n'),
      },
      read: readLines,
    },
  ];
}
