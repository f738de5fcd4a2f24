// A run as a folder that other programs use: graphs, tokenizers, a signature that says how they go together, a script for Node and
// one for Python. The folder is there whole or not at all.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { ExportedFile } from '../../protocol/exportedFolder';
import type { RunRecord } from '../../protocol/run';
import { SHARED_OPERATOR_SET } from '../onnx/model';
import { ofTarget, removeQuietly, writeFileAtomically } from '../store/atomicFile';
import type { Files } from '../store/files';
import { sweepLeftBehind, temporaryBeside } from '../store/temporaryNames';
import type { ExportedModel } from '../tasks/exportedModel';
import { BOS, EOS, PAD, UNK } from '../text/vocabulary';
import { exportedGraphs } from './exportedGraphs';
import { sharedCleaning } from './sharedCleaning';
import { sharedTokenizer } from './sharedTokenizer';
import { manifestOf, readmeOf, REQUIREMENTS } from './readme';
import { SCRIPTS } from './scripts/scripts';

export interface ExportOptions {
  record: RunRecord;
  /** `best`, `last`. */
  checkpoint: string;
  /** Matrices in 8 bits. */
  isQuantized?: boolean;
  signal: AbortSignal;
  progress(fraction: number): void;
  /** What is done before the folder takes its name, and leaves none where it fails. */
  finish?(files: readonly ExportedFile[]): Promise<void>;
}

/** Fails with `INVALID_ARGUMENT` where there is something in the folder already. */
export function requireFreeFolder(files: Files, folder: string): void {
  const found = files.stat(folder);
  if (!found) return;
  const message =
    found.kind === 'folder'
      ? `The folder "${folder}" is not empty. Name one that does not exist yet, or empty it.`
      : `"${folder}" is a file. Name a folder that does not exist yet.`;
  if (found.kind !== 'folder' || files.list(folder).length > 0)
    throw new LabError('INVALID_ARGUMENT', message, { file: folder });
}

/**
 * Writes the folder and returns what is in it. Fails as `requireFreeFolder`, with `INVALID_ARGUMENT` for what cannot be expressed
 * there, with `DISK` and with `CANCELLED`; then nothing is left.
 */
export async function writeExportFolder(
  files: Files,
  folder: string,
  model: ExportedModel,
  options: ExportOptions,
): Promise<ExportedFile[]> {
  return writeFolder(files, folder, contentsOf(model, options), options);
}

/** What stands in a folder, in the order in which it is made, and how far that is; a name may be that of a folder in it, "/", and a name. */
export type Content = [name: string, content: string | Uint8Array | readonly Uint8Array[], fraction: number];

/** Fails as `requireFreeFolder` and as making the contents does, with `DISK` and with `CANCELLED`; then nothing is left. */
export async function writeFolder(
  files: Files,
  folder: string,
  contents: Iterable<Content> | AsyncIterable<Content>,
  options: Pick<ExportOptions, 'signal' | 'progress' | 'finish'>,
): Promise<ExportedFile[]> {
  requireFreeFolder(files, folder);
  sweepLeftBehind(files, path.dirname(folder));
  const temporary = temporaryBeside(files, folder);
  try {
    files.makeFolder(temporary);
    const written: ExportedFile[] = [];
    for await (const [name, content, fraction] of contents) {
      await new Promise(setImmediate); // a wish to stop is heard between two files
      if (options.signal.aborted) throw new LabError('CANCELLED', 'Exporting was cancelled.');
      options.progress(fraction);
      const whole = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const chunks = whole instanceof Uint8Array ? [whole] : whole;
      files.makeFolder(path.dirname(path.join(temporary, name)));
      writeFileAtomically(files, path.join(temporary, name), chunks);
      written.push({ name, bytes: chunks.reduce((sum, { byteLength }) => sum + byteLength, 0) });
    }
    await options.finish?.(written);
    requireFreeFolder(files, folder); // whatever has come into it meanwhile is another's
    if (files.stat(folder)) files.remove(folder); // some systems replace no folder
    files.rename(temporary, folder);
    files.syncFolder(path.dirname(folder));
    return written;
  } catch (error) {
    removeQuietly(files, temporary);
    throw ofTarget(error, temporary, folder);
  }
}

/** One after the other, so that one graph is in memory at a time. What cannot be expressed comes to light first. */
function* contentsOf(
  model: ExportedModel,
  { record, checkpoint, isQuantized = false }: ExportOptions,
): Generator<Content> {
  const cleaning = sharedCleaning(model.cleaning);
  const tokenizers = Object.entries(model.tokenizers).map(([name, given]) => ({
    ...{ name, file: `${name}.json`, shared: sharedTokenizer(given) },
  }));
  const graphs: Record<string, unknown> = {};
  const { length: count } = Object.keys(model.graphs);
  for (const { file, content, shown } of exportedGraphs(model, isQuantized)) {
    yield [file, content, Object.keys(graphs).length / count];
    if (!shown) continue;
    const { name, ...about } = shown;
    graphs[name] = { file, ...about };
  }
  for (const { file, shared } of tokenizers) yield [file, shared.text, 1];
  for (const [name, text] of Object.entries(model.documents ?? {})) yield [name, text, 1];
  const { node, python } = SCRIPTS[model.use];
  const signature = {
    format: 'nlp-lab onnx 1',
    run: {
      ...{ id: record.id, name: record.name, task: record.task, model: record.modelType, checkpoint },
      ...{ seed: record.seed, hashes: record.hashes, versions: record.versions },
    },
    opset: SHARED_OPERATOR_SET,
    ...(isQuantized && { quantized: 'int8' }),
    graphs,
    tokenizers: Object.fromEntries(
      tokenizers.map(({ name, file, shared: { offset, unknown } }) => [name, { file, offset, unknown }]),
    ),
    ids: { padding: PAD, unknown: UNK, begin: BOS, end: EOS },
    cleaning,
    ...model.facts,
  };
  yield ['signature.json', `${JSON.stringify(signature, undefined, 2)}\n`, 1];
  yield ['predict.mjs', node, 1];
  yield ['predict.py', python, 1];
  yield ['package.json', manifestOf(record), 1];
  yield ['requirements.txt', REQUIREMENTS, 1];
  yield ['README.md', readmeOf(model, record), 1];
}
