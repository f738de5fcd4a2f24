// A run as a folder that Node alone serves: the service, the engine, the run in one file, and how to start them.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { requireFolderOf } from '../../engine/disk/outputFolder';
import { requireFreeFolder } from '../../engine/export/exportFolder';
import { ofTarget, removeQuietly, writeFileAtomically } from '../../engine/store/atomicFile';
import { OPTIMIZER } from '../../engine/store/diskUse';
import { nodeFiles } from '../../engine/store/nodeFiles';
import { sweepLeftBehind, temporaryBeside } from '../../engine/store/temporaryNames';
import { runFiles } from '../../engine/store/runFolder';
import { answers, can } from '../../protocol/ability';
import { ANALYSER_STAGES } from '../../protocol/analysers/analysers';
import type { ExportedFile } from '../../protocol/exportedFolder';
import { LabError } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import type { EngineThread } from '../../protocol/engineThread';
import { RUN_FILE, tarOf } from '../../service/exported/tar';
import { dockerfile } from './serviceImage';
import { serviceReadme } from './serviceReadme';

/** Nothing is opened from these. */
const LEFT_OUT: readonly string[] = [
  ...[runFiles.metrics, runFiles.watch, runFiles.evaluation, runFiles.evaluations, runFiles.features],
];
const NATIVE = 'onnxruntime-node';

interface ServiceExport {
  client: EngineThread['client'];
  /** Of the run. */
  folder: string;
  checkpoint?: 'best' | 'last';
  output: string;
  version: string;
}

/**
 * Writes the folder, opens the run from there and asks it, and returns what is in it. Fails with `INVALID_ARGUMENT` where there is
 * something in the folder, for runs that nothing can be asked, and for those that need more than their own files; then nothing is left.
 */
export async function exportService({
  client,
  folder,
  checkpoint,
  output,
  version,
}: ServiceExport): Promise<ExportedFile[]> {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  const held = await client.call('hold', { folder, checkpoint });
  const { record } = held;
  if (!answers(record) && !can(record, 'continue', 'embed'))
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" answers no questions about texts, so it cannot be served.`,
    );
  sweepLeftBehind(nodeFiles, path.dirname(output));
  const temporary = temporaryBeside(nodeFiles, output);
  try {
    const tried = path.join(temporary, 'tried');
    const files = filesOfRun(folder, record, held.checkpoint);
    for (const [name, bytes] of files) write(path.join(tried, name), bytes);
    const isNative = await needsNative(client, tried, record);
    nodeFiles.remove(tried);
    write(path.join(temporary, RUN_FILE), tarOf(files));
    const programs = ['service.js', 'worker.js', ...(can(record, 'write') ? ['decodingThread.js'] : [])];
    for (const name of programs) write(path.join(temporary, name), fs.readFileSync(path.join(__dirname, name)));
    for (const [name, text] of Object.entries(around(record, { version, isNative, programs })))
      write(path.join(temporary, name), Buffer.from(text));
    requireFreeFolder(nodeFiles, output); // whatever has come into it meanwhile is another's
    if (nodeFiles.stat(output)) nodeFiles.remove(output);
    nodeFiles.rename(temporary, output);
    return fs.readdirSync(output).map((name) => ({ name, bytes: fs.statSync(path.join(output, name)).size }));
  } catch (error) {
    removeQuietly(nodeFiles, temporary);
    throw ofTarget(error, temporary, output);
  }
}

function write(file: string, bytes: Uint8Array): void {
  nodeFiles.makeFolder(path.dirname(file));
  writeFileAtomically(nodeFiles, file, [bytes]);
}

/** Of a run's folder what its model is opened from; of its checkpoints the one that is held. */
function filesOfRun(folder: string, record: RunRecord, checkpoint: string | undefined): Map<string, Uint8Array> {
  if (fs.statSync(folder).isFile())
    throw new LabError('INVALID_ARGUMENT', `"${folder}" is a model's file; only runs are exported as services.`);
  const own = plainFilesIn(folder).filter(([name]) => !LEFT_OUT.includes(name) && /^[\w-]+\.\w+$/.test(name));
  const files = new Map(own);
  refuseOthers(record, files);
  files.set('run.json', Buffer.from(JSON.stringify({ ...record, baseFolder: '.', experimentFile: undefined })));
  if (checkpoint !== undefined) {
    const from = path.join(folder, 'checkpoints', checkpoint);
    const to = checkpoint.replace(/\..*/, '');
    for (const [name, bytes] of plainFilesIn(from))
      if (name !== OPTIMIZER) files.set(`checkpoints/${to}/${name}`, bytes); // a training alone needs it
  }
  return files;
}

/** With what is in them. What is no file, as a pipe, which would never end, is left out. */
function plainFilesIn(folder: string): [name: string, bytes: Uint8Array][] {
  const files = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => [name, fs.readFileSync(path.join(folder, name))]);
}

/** Fails with `INVALID_ARGUMENT` for runs that need programs or models which are not theirs. */
function refuseOthers({ name }: RunRecord, files: ReadonlyMap<string, Uint8Array>): void {
  const [code] = [...files.keys()].filter((file) => file.endsWith('.ts'));
  const analyser = ANALYSER_STAGES.find((stage) =>
    [...files].some(
      ([file, bytes]) => file.endsWith('tokenizer.json') && new RegExp(`"type"\\s*:\\s*"${stage}"`).test(String(bytes)),
    ),
  );
  const needs =
    code !== undefined ? 'a model that a person wrote' : analyser && `the morphological analyser ${analyser}`;
  if (needs)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${name}" has ${needs}, which cannot be exported. \`nlp-lab serve\` serves it.`,
    );
}

/** Two by two white pixels. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4AWP8z8DEwAAABQ0BA+sLv9wAAAAASUVORK5CYII=';

/**
 * Opens what was exported, away from the files of its training, and asks it: what is missing there comes to light here.
 * @returns whether ONNX Runtime was loaded for it
 */
async function needsNative(client: EngineThread['client'], folder: string, record: RunRecord): Promise<boolean> {
  const text = can(record, 'picture') ? PICTURE : can(record, 'pair') ? 'a\ta' : 'a';
  try {
    if (answers(record)) await client.call('ask', { folder, texts: [text] });
    else if (can(record, 'continue')) await client.call('continue', { folder, prompt: '', tokens: 1 });
    else await client.call('embed', { folder, texts: [text] });
  } catch (error) {
    const { code, message } = LabError.toData(error);
    if (code !== 'NOT_FOUND' && code !== 'INVALID_FILE') throw error;
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" needs more than its own files, so it cannot be exported: ${message}`,
    );
  }
  const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: string[] };
  return sharedObjects.some((file) => /onnxruntime/.test(file)) || can(record, 'trace');
}

function around(
  record: RunRecord,
  { version, isNative, programs }: { version: string; isNative: boolean; programs: readonly string[] },
): Record<string, string> {
  const dependencies = isNative ? { [NATIVE]: process.env.NLP_LAB_ONNX_RUNTIME ?? '' } : {};
  const manifest = {
    ...{ name: 'nlp-lab-service', version, private: true, license: 'UNLICENSED', engines: { node: '>=20.19.0' } },
    ...{ scripts: { start: 'node service.js' }, dependencies },
  };
  return {
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    Dockerfile: dockerfile({ isNative, programs }),
    'README.md': serviceReadme(record, isNative),
  };
}
