// A run's place on disk while it trains: its lease, its record, its log, its checkpoints. Everything told to others is
// on disk first.

import path from 'node:path';
import type { WatchLine } from '../../protocol/gradients';
import { LabError } from '../../protocol/labError';
import type { MetricLine, RunRecord } from '../../protocol/run';
import { openCheckpoint, recoverCheckpoints, writeCheckpoint, type Checkpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { guardedFiles } from '../store/guardedFiles';
import { deletedRun, type Lease } from '../store/lease';
import type { LineLog } from '../store/lineLog';
import { openMetricsLog } from '../store/metricsLog';
import { runFiles, updateRecord } from '../store/runFolder';
import type { JsonValue } from '../store/sealedJson';
import type { NamedTensors, StoredTensor } from '../store/safetensors';
import { sweepTemporaries } from '../store/temporaryNames';
import { openWatchLog } from '../store/watchLog';
import type { Feeds } from '../runtime/session';
import type { Progress } from '../train/progress';
import { holdLease } from './heldLease';

export interface RunKeeper {
  readonly folder: string;
  /** The disk; it changes nothing once another process writes the run, or the run's folder has gone. */
  readonly files: Files;
  log(line: MetricLine): void;
  logWatched(line: WatchLine): void;
  update(change: (record: RunRecord) => RunRecord): RunRecord;
  /** Writes checkpoints under these names. */
  save(names: readonly ('last' | 'best')[], content: SavedContent): void;
  /** True about every 30 seconds since the last checkpoint. */
  due(): boolean;
  /** Why nothing can be written any more: the lease is another's, or the folder has gone. */
  lost(): LabError | undefined;
  /** Flushes and gives the lease back. */
  close(): void;
}

interface SavedContent extends RunMarks {
  progress: Progress;
  parameters: Feeds;
  state: Feeds;
}

/** Kept in every checkpoint. */
export interface RunMarks {
  /** Compared on resume. */
  hashes: Record<string, string>;
  build: Record<string, string>;
}

export interface RunKeeperOptions {
  files: Files;
  folder: string;
  /** Milliseconds; only differences matter. */
  nowMs(): number;
  /** Of the run; the keeper gives it back. */
  lease?: Lease;
}

const CHECKPOINT_EVERY_MS = 30_000;

/** Takes the run's lease where it is not held yet. Fails with `BUSY` when another process writes it. */
export function openRunKeeper(options: RunKeeperOptions): RunKeeper {
  const { files: disk, folder, nowMs, lease = holdLease(disk, folder) } = options;
  const files = guardedFiles(disk, () => lease.require());
  let log: LineLog<MetricLine>;
  let watched: LineLog<WatchLine> | undefined;
  try {
    sweepTemporaries(files, folder);
    recoverCheckpoints(files, folder);
    log = openMetricsLog(files, path.join(folder, runFiles.metrics));
  } catch (error) {
    lease.release();
    throw error;
  }
  let savedMs = nowMs();
  return {
    ...{ folder, files },
    log(line) {
      lease.keep();
      log.append(line);
    },
    logWatched(line) {
      lease.keep();
      watched ??= openWatchLog(files, path.join(folder, runFiles.watch));
      watched.append(line);
    },
    update(change) {
      lease.keep();
      lease.require(); // before it is read: a folder that has gone is told as that
      try {
        return updateRecord(files, folder, change);
      } catch (error) {
        // Of a folder that is being deleted the record may go before the lease.
        throw error instanceof LabError && error.code === 'NOT_FOUND' ? deletedRun(folder) : error;
      }
    },
    save(names, { progress, parameters, state, hashes, build }) {
      lease.keep();
      log.sync();
      watched?.sync();
      const checkpoint: Checkpoint = {
        state: {
          step: progress.step,
          epoch: progress.epoch,
          time: progress.time,
          data: { epoch: progress.epoch, batch: progress.batch },
          generators: {},
          schedule: { ...progress.schedule },
          progress: progress as unknown as JsonValue,
          ...{ hashes, build },
        },
        model: toStored(parameters),
        optimizer: toStored(state),
      };
      for (const name of names) writeCheckpoint(files, folder, name, checkpoint);
      savedMs = nowMs();
    },
    due: () => nowMs() - savedMs >= CHECKPOINT_EVERY_MS,
    lost() {
      try {
        lease.require();
      } catch (error) {
        return LabError.fromData(LabError.toData(error));
      }
      return undefined;
    },
    close() {
      try {
        log.close();
      } finally {
        closeLast(watched, lease);
      }
    },
  };
}

function closeLast(watched: LineLog<WatchLine> | undefined, lease: Lease): void {
  try {
    watched?.close();
  } finally {
    lease.release();
  }
}

function toStored(tensors: Feeds): NamedTensors {
  return new Map(Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data } as StoredTensor]));
}

/** The checkpoint to continue from, with a notice when a newer one was damaged. */
export function checkpointOf(files: Files, folder: string): { checkpoint: Checkpoint; notice?: string } {
  return openCheckpoint(files, folder, 'last');
}
