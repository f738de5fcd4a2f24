// nlp-lab export: what a run learned, as a file that other programs read.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { VECTORS_FILE } from '../../protocol/embedding';
import { type ExportFolderReply, type ExportFolderRequest, TRACKER_NAMES } from '../../protocol/exportedFolder';
import { LabError } from '../../protocol/labError';
import type { QuantizeOptions } from '../../protocol/quantizing';
import type { VectorsFormat } from '../../protocol/vectors';
import { streamFileAtomically } from '../../engine/store/atomicFile';
import { nodeFiles } from '../../engine/store/nodeFiles';
import type { EngineThread } from '../../protocol/engineThread';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { fileFailure, invalidArgument } from '../failure';
import { findRunFolder, runsFolderOf } from '../findRun';
import { formatCount } from '../table';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { bitsOf, showQuality } from '../shared/quantizedExport';
import { VECTORS_OPTIONS, withVectors } from '../shared/vectorsSource';

const VECTOR_KINDS = new Map<string, VectorsFormat>([
  ['word2vec', 'word2vec-text'],
  ['word2vec-binary', 'word2vec-binary'],
  ['glove', 'glove'],
  ['fasttext', 'fasttext'],
]);
const MODEL = 'fasttext-model';
const QUANTIZED = 'fasttext-quantized';
const GRAPHS = 'onnx';
const BERT = 'bert';
const TRAINING = 'lightning';
const ARCHIVE = 'zip';

type WriteFolder = (
  client: EngineThread['client'],
  request: ExportFolderRequest,
  surroundings: Surroundings,
) => Promise<ExportFolderReply>;

/** A run as a folder. */
const FOLDERS = new Map<string, WriteFolder>([
  [GRAPHS, (client, request) => client.call('exportFolder', request)],
  ['pytorch', (client, request) => client.call('exportPython', request)],
  [
    'service',
    async (client, request, surroundings) => {
      const { exportService } = await import('../shared/exportedService');
      return { files: await exportService({ ...request, client, version: surroundings.version() }) };
    },
  ],
]);
const KINDS = [
  ...VECTOR_KINDS.keys(),
  MODEL,
  QUANTIZED,
  BERT,
  'safetensors',
  'tokenizer',
  ...FOLDERS.keys(),
  ...TRACKER_NAMES,
  TRAINING,
  ARCHIVE,
];

export const exportRun: Command = {
  name: 'export',
  usage: [
    '<run or vectors> --to word2vec <path>',
    '<run> --to fasttext-model|fasttext-quantized|bert|safetensors|tokenizer <path>',
    '<run> --to onnx <folder> [--quantize int8]',
    '<run> --to pytorch|service <folder>',
    '<run or x.nlplab.json> --to lightning <folder>',
    '<run or sweep> [<run or sweep> ...] --to zip <path>',
    `<run or sweep> [<run or sweep> ...] --to ${TRACKER_NAMES.join('|')} <folder>`,
  ],
  positionals: ['<run or vectors>', '<path>'],
  isRepeated: true,
  options: {
    to: { value: '<kind>', help: `${KINDS.join(', ')}` },
    cutoff: { value: 'N', help: 'quantised: keep the N words and n-grams of the largest norm (default all)' },
    qnorm: { help: 'quantised: give the lengths of vectors a byte of their own' },
    dsub: { value: 'N', help: 'quantised: numbers that a byte stands for (default 2)' },
    quantize: { value: 'int8', help: 'onnx: matrices in 8 bits; what that costs is measured and told' },
    ...VECTORS_OPTIONS,
  },
  notes: [
    'word2vec (text), word2vec-binary, glove, fasttext: the word vectors of a run or of a vectors file; .gz is packed.',
    "fasttext-model: a run's fastText classifier as its program reads it (.bin).",
    'fasttext-quantized: the same in a fraction of the bytes (.ftz), as its command quantize makes it, without retraining.',
    "bert: a run's encoder as a folder in the layout of BERT (config.json, model.safetensors, tokenizer.json).",
    "safetensors: a run's parameters (of an embedding its vectors); of a vectors file its vectors. tokenizer: tokenizer.json.",
    'onnx: a network that labels texts, gives them numbers, tags their tokens, fills in their blanks, scores them or writes others, as a folder: ONNX graphs, tokenizer.json, signature.json, and a script each for Node and Python.',
    'pytorch: a network as a folder: modules of PyTorch, weights by their names, tokenizer.json, and verify.py, which compares them with the run.',
    'lightning: the training of a run, or of an experiment that was never trained, as programs of PyTorch and Lightning: the same data, batches and steps, on one machine or many.',
    'tensorboard: curves, figures and configuration as an event file; of several runs a folder each, which TensorBoard shows together.',
    "mlflow: the same, tags and notes as a folder of MLflow's file store: an experiment for each name, a run for each run.",
    'zip: whole runs as one archive that import takes over in another workspace; a sweep brings its runs. Their data are not in it.',
    'service: a folder that Node alone serves (docs/serving.md), with a Dockerfile.',
    'With --json: one line, {"path":...,"bytes":...}, for vectors also "words", for folders also "files", and of graphs "quality".',
  ],

  async run(given, report, surroundings) {
    const [name] = given.positionals;
    const target = given.positionals[given.positionals.length - 1];
    const output = path.resolve(surroundings.cwd, target);
    const to = given.text('to');
    if (to === undefined) throw invalidArgument(`--to is missing: one of ${KINDS.join(', ')}.`);
    if (!KINDS.includes(to)) throw invalidArgument(`--to must be one of ${KINDS.join(', ')}, not "${to}".`);
    const tracker = TRACKER_NAMES.find((one) => one === to);
    if (to !== ARCHIVE && !tracker && given.positionals.length > 2)
      throw invalidArgument(
        `--to ${to} takes one run and one path; several runs go into one archive by --to ${ARCHIVE}.`,
      );
    const quantize = quantizing(given, to);
    bitsOf(given, { isGraph: to === GRAPHS });
    const write = FOLDERS.get(to);
    if (write) return folderOfRun(given, report, surroundings, { output, write });
    if (to === ARCHIVE) {
      const { archiveOfRuns } = await import('../shared/archivedRuns');
      return archiveOfRuns(given, report, surroundings, output);
    }
    if (tracker) {
      const { trackRuns } = await import('../shared/trackedRuns');
      return trackRuns(given, report, surroundings, { tracker, output });
    }
    if (to === TRAINING) return trainingOf(given, report, surroundings, output);
    if (to === MODEL || to === BERT || quantize)
      return modelOfRun(given, report, surroundings, {
        output,
        quantize,
        ...(to === BERT && { layout: 'bert' as const }),
      });
    const isFile = fs.statSync(path.resolve(surroundings.cwd, name), { throwIfNoEntry: false })?.isFile() === true;
    const format = VECTOR_KINDS.get(to) ?? (isFile && to === 'safetensors' ? 'safetensors' : undefined);
    if (format === undefined) return copyOfRun(given, report, surroundings, { to, output });
    return withVectors(given, report, surroundings, {
      name,
      async use({ client, info: { vectors } }) {
        const request = { vectors, output, format };
        const { words, bytes } = await client.call('exportVectors', request);
        report.live('');
        report.record({ path: output, words, bytes });
        if (!report.json) report.line(`${output}: ${formatCount(words)} words, ${formatCount(bytes)} bytes`);
        return 0;
      },
    });
  },
};

/** Undefined for other kinds, of which nothing may be said about it. */
function quantizing(given: ParsedArguments, to: string): QuantizeOptions | undefined {
  const [cutoff, width, norms] = [given.count('cutoff', 1), given.count('dsub', 1), given.flag('qnorm')];
  if (to === QUANTIZED) return { cutoff: cutoff ?? 0, norms, width: width ?? 2 };
  if (cutoff === undefined && width === undefined && !norms) return undefined;
  throw invalidArgument(`--cutoff, --qnorm and --dsub are for --to ${QUANTIZED}.`);
}

async function modelOfRun(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  { output, quantize, layout }: { output: string; quantize?: QuantizeOptions; layout?: 'bert' },
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const runsFolder = runsFolderOf(given, cwd);
  const { bytes } = await withEngine(openEngine(surroundings, report), async (client) => {
    const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
    return client.call('exportModel', {
      folder,
      checkpoint: checkpointOf(given),
      output,
      ...(quantize && { quantize }),
      ...(layout && { layout }),
    });
  });
  report.live('');
  return written(report, output, bytes);
}

async function folderOfRun(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  { output, write }: { output: string; write: WriteFolder },
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const runsFolder = runsFolderOf(given, cwd);
  const quantize = bitsOf(given, { isGraph: true });
  const { files, quality } = await withEngine(openEngine(surroundings, report), async (client) => {
    const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
    const request = { folder, checkpoint: checkpointOf(given), output, ...(quantize && { quantize }) };
    return write(client, request, surroundings);
  });
  return folderWritten(report, output, { files, quality });
}

/** Of a run, or of an experiment's file. */
async function trainingOf(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  output: string,
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const [name] = given.positionals;
  const runsFolder = runsFolderOf(given, cwd);
  const file = path.resolve(cwd, name);
  const isFile = fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  const written = await withEngine(openEngine(surroundings, report), async (client) => {
    const onProgress = (told: Parameters<typeof showProgress>[1]): void => showProgress(report, told);
    const from = isFile
      ? { experimentFile: file, runsFolder }
      : { folder: await findRunFolder(name, { client, cwd, runsFolder }), checkpoint: checkpointOf(given) };
    return client.call('exportTraining', { ...from, output }, { onProgress });
  });
  return folderWritten(report, output, written);
}

function folderWritten(report: Report, output: string, { files, quality }: ExportFolderReply): ExitCode {
  report.live('');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  report.record({ path: output, bytes, files, ...(quality && { quality }) });
  if (report.json) return 0;
  for (const file of files) report.line(`${path.join(output, file.name)}: ${formatCount(file.bytes)} bytes`);
  if (quality) showQuality(report, quality);
  return 0;
}

function written(report: Report, output: string, bytes: number): ExitCode {
  report.record({ path: output, bytes });
  if (!report.json) report.line(`${output}: ${formatCount(bytes)} bytes`);
  return 0;
}

/** Files of a run folder that are already what other programs read. */
async function copyOfRun(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  { to, output }: { to: string; output: string },
): Promise<ExitCode> {
  const { cwd } = surroundings;
  const runsFolder = runsFolderOf(given, cwd);
  const folder = await withEngine(openEngine(surroundings, report), (client) =>
    findRunFolder(given.positionals[0], { client, cwd, runsFolder }),
  );
  const checkpoint = checkpointOf(given) ?? 'best';
  const model = (name: string): string => path.join(folder, 'checkpoints', name, 'model.safetensors');
  const candidates =
    to === 'tokenizer'
      ? [path.join(folder, 'tokenizer.json')]
      : [path.join(folder, VECTORS_FILE), model(checkpoint), ...(given.text('checkpoint') ? [] : [model('last')])];
  const source = candidates.find((file) => fs.existsSync(file));
  if (source === undefined)
    throw new LabError(
      'NOT_FOUND',
      to === 'tokenizer'
        ? `The run ${path.basename(folder)} has no tokenizer.json.`
        : `The run ${path.basename(folder)} has no checkpoint yet: there are no parameters to export.`,
      { file: folder },
    );
  const bytes = await streamFileAtomically(nodeFiles, output, chunksOf(source));
  return written(report, output, bytes);
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of fs.createReadStream(file, { highWaterMark: 1 << 20 })) yield chunk as Uint8Array;
  } catch (error) {
    throw fileFailure(file, error);
  }
}
