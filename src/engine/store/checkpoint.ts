// A run's checkpoints: folders that hold the model's arrays, the optimiser's and the rest of the state as a set. A set is
// written beside the old one and takes its place by renaming folders, so that at any moment one complete set can be found:
//
//   last.<nonce>.tmp   being written
//   last.new           complete, newer than `last`; found only when the process ended while switching
//   last               the current one
//   last.previous      the one before, kept in case `last` gets damaged (of `best` none is kept)

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { removeQuietly, writeFileAtomically } from './atomicFile';
import { CHECKPOINTS, OPTIMIZER } from './diskUse';
import type { Files } from './files';
import { newerFormat } from './newerFormat';
import { readSafetensors, writeSafetensors, type NamedTensors, type SafetensorsContent } from './safetensors';
import { openSealed, seal, type JsonValue } from './sealedJson';
import { sweepTemporaries, temporaryBeside } from './temporaryNames';
import { readFileText } from './wholeFile';

export type CheckpointName = 'last' | 'best';

/** All that a run needs, besides arrays and its experiment, to continue bit for bit. */
interface CheckpointState {
  step: number;
  epoch: number;
  /** Seconds of training so far. */
  time: number;
  /** Where the batches are: these are the next to come. */
  data: { epoch: number; batch: number };
  /** State of every random generator, by name. */
  generators: { readonly [name: string]: JsonValue };
  schedule: JsonValue;
  /** The trainer's own: best figure, running means, epochs without improvement, notices. */
  progress: JsonValue;
  /** SHA-256 of tokenizer, vocabulary, experiment and data, to refuse a resume on other ones. */
  hashes: { readonly [name: string]: string };
  /** What computed: versions, device, threads. A resume elsewhere may differ in the last bits and says so. */
  build: { readonly [name: string]: string };
}

export interface Checkpoint {
  state: CheckpointState;
  model: NamedTensors;
  optimizer: NamedTensors;
}

/** `state.json`: the state, and which two other files belong to it. */
interface StateFile extends CheckpointState {
  format: 1;
  files: { model: string; optimizer: string };
}

const MAX_STATE_BYTES = 16 * 1024 * 1024;

function folderOf(runFolder: string): string {
  return path.join(runFolder, CHECKPOINTS);
}

/** Where parameters of the last epochs lie until the run is complete. */
export const recentFolder = (runFolder: string): string => path.join(folderOf(runFolder), 'recent');

/** Newest first. */
function candidates(runFolder: string, name: CheckpointName): string[] {
  return ['.new', '', '.previous'].map((ending) => path.join(folderOf(runFolder), name + ending));
}

/**
 * Writes a checkpoint and makes it the current one of its name. Only with the run's lease held. Once this returns it is
 * on the disk. Fails with `DISK`; a complete checkpoint, the old or the new, is then still there.
 */
export function writeCheckpoint(files: Files, runFolder: string, name: CheckpointName, checkpoint: Checkpoint): void {
  const folder = folderOf(runFolder);
  files.makeFolder(folder);
  finishSwitch(files, runFolder, name);
  const [fresh] = candidates(runFolder, name);
  const temporary = temporaryBeside(files, path.join(folder, name));
  try {
    files.makeFolder(temporary);
    writeSet(files, temporary, checkpoint);
    files.rename(temporary, fresh);
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
  files.syncFolder(folder);
  finishSwitch(files, runFolder, name);
}

function writeSet(files: Files, folder: string, { state, model, optimizer }: Checkpoint): void {
  const hashes = {
    model: writeSafetensors(files, path.join(folder, 'model.safetensors'), model, { format: 'pt' }).sha256,
    optimizer: writeSafetensors(files, path.join(folder, OPTIMIZER), optimizer).sha256,
  };
  const content: StateFile = { format: 1, ...state, files: hashes };
  writeFileAtomically(files, path.join(folder, 'state.json'), seal(content as unknown as JsonValue));
}

/** Lets `<name>.new` take the place of `<name>`; may be repeated from wherever it was interrupted. */
function finishSwitch(files: Files, runFolder: string, name: CheckpointName): void {
  const [fresh, current, previous] = candidates(runFolder, name);
  const has = (folder: string): boolean => files.stat(folder) !== undefined;
  if (has(fresh)) {
    if (has(current)) {
      files.remove(previous);
      files.rename(current, previous);
    }
    files.rename(fresh, current);
    files.syncFolder(folderOf(runFolder));
  }
  if (name === 'best' && has(current)) files.remove(previous);
}

/** Brings the checkpoints of a run whose writer was killed in order. Only with the run's lease held. */
export function recoverCheckpoints(files: Files, runFolder: string): void {
  if (!files.stat(folderOf(runFolder))) return;
  for (const folder of [folderOf(runFolder), recentFolder(runFolder)]) sweepTemporaries(files, folder);
  finishSwitch(files, runFolder, 'last');
  finishSwitch(files, runFolder, 'best');
}

/** A checkpoint that was found good; `notice` tells a person when a newer one was damaged. */
export interface OpenedCheckpoint {
  checkpoint: Checkpoint;
  /** Where it was read from. */
  folder: string;
  notice?: string;
}

/**
 * The newest checkpoint of this name that is whole; for `last` that may in the end be `best`. Fails with `NOT_FOUND` when
 * the run has none, and with `INVALID_FILE` when every one it has is damaged.
 * @param goesOn whether a training goes on from it: else it is whole without what the optimiser keeps, too, which is then empty
 */
export function openCheckpoint(
  files: Files,
  runFolder: string,
  name: CheckpointName,
  { goesOn = true }: { goesOn?: boolean } = {},
): OpenedCheckpoint {
  const folders = [...candidates(runFolder, name), ...(name === 'last' ? candidates(runFolder, 'best') : [])];
  const present = folders.filter((folder) => files.stat(folder));
  const failures: LabError[] = [];
  for (const folder of present) {
    try {
      const checkpoint = readSet(files, folder, goesOn);
      return { checkpoint, folder, notice: failures[0] && fallbackNotice(failures[0], folder, checkpoint) };
    } catch (error) {
      if (!(error instanceof LabError) || error.code === 'DISK') throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (!first) throw new LabError('NOT_FOUND', `The run in "${runFolder}" has no checkpoint yet.`, { file: runFolder });
  const advice = 'No older checkpoint is left to fall back on; train the run again.';
  throw new LabError('INVALID_FILE', `${first.message} ${advice}`, first.place, { cause: first });
}

/** To ask it: the checkpoint of this name; where none is named the best one, or the last where none was judged. Fails as `openCheckpoint`. */
export function openChosenCheckpoint(files: Files, runFolder: string, name?: CheckpointName): OpenedCheckpoint {
  const open = (one: CheckpointName): OpenedCheckpoint => openCheckpoint(files, runFolder, one, { goesOn: false });
  if (name) return open(name);
  try {
    return open('best');
  } catch (error) {
    if (error instanceof LabError && error.code === 'NOT_FOUND') return open('last');
    throw error;
  }
}

function fallbackNotice(failure: LabError, folder: string, { state }: Checkpoint): string {
  return `${failure.message} Using the checkpoint "${path.basename(folder)}" of step ${state.step} instead.`;
}

function readSet(files: Files, folder: string, goesOn: boolean): Checkpoint {
  const { files: hashes, ...state } = readState(files, folder);
  const read = (file: string, sha256: string): SafetensorsContent['tensors'] => {
    const content = readSafetensors(files, path.join(folder, file));
    if (content.sha256 === sha256) return content.tensors;
    const place = { file: path.join(folder, file) };
    throw new LabError('INVALID_FILE', `"${place.file}" does not belong to the state.json beside it.`, place);
  };
  const isNeeded = goesOn || files.stat(path.join(folder, OPTIMIZER)) !== undefined;
  return {
    state,
    model: read('model.safetensors', hashes.model),
    optimizer: isNeeded ? read(OPTIMIZER, hashes.optimizer) : new Map(),
  };
}

function readState(files: Files, folder: string): Omit<StateFile, 'format'> {
  const file = path.join(folder, 'state.json');
  const { format, ...content } = openSealed(readFileText(files, file, MAX_STATE_BYTES), file) as unknown as StateFile;
  if (format === 1) return content;
  throw newerFormat(file, content);
}

/** A checkpoint as lists show it. */
export interface CheckpointSummary {
  name: CheckpointName;
  step: number;
  epoch: number;
  bytes: number;
}

/** Whether a training could go on from one of the last checkpoints: runs that were cleaned have lost what that needs. */
export const holdsOptimizer = (files: Files, runFolder: string): boolean =>
  candidates(runFolder, 'last').some((folder) => files.stat(path.join(folder, OPTIMIZER)));

/** The checkpoints of a run, found without reading their arrays; damaged ones are left out. */
export function summarizeCheckpoints(files: Files, runFolder: string): CheckpointSummary[] {
  return (['last', 'best'] as const).flatMap((name) => {
    const found = candidates(runFolder, name).flatMap((folder) => summarize(files, name, folder) ?? []);
    const one = found.find(({ goesOn }) => goesOn) ?? found.at(0);
    return one ? [{ name, step: one.step, epoch: one.epoch, bytes: one.bytes }] : [];
  });
}

/** @returns also whether it has all that a training needs which goes on from it */
function summarize(
  files: Files,
  name: CheckpointName,
  folder: string,
): (CheckpointSummary & { goesOn: boolean }) | undefined {
  try {
    if (!files.stat(folder)) return undefined;
    const { step, epoch } = readState(files, folder);
    const [model, kept, own] = ['model.safetensors', OPTIMIZER, 'state.json'].map(
      (part) => files.stat(path.join(folder, part))?.bytes,
    );
    if (model === undefined || own === undefined) return undefined;
    return { name, step, epoch, bytes: model + (kept ?? 0) + own, goesOn: kept !== undefined };
  } catch {
    return undefined;
  }
}
