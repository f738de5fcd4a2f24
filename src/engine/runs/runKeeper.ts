// A run's place on disk while it trains: its lease, its record, its log, its checkpoints. Everything told to others is
// on disk first.

import path from 'node:path';
import type { MetricLine, RunRecord } from '../../protocol/run';
import { sweepTemporaries } from '../store/atomicFile';
import { openCheckpoint, recoverCheckpoints, writeCheckpoint, type Checkpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { acquireLease, leaseTimes } from '../store/lease';
import { openMetricsLog } from '../store/metricsLog';
import { runFiles, updateRecord } from '../store/runFolder';
import type { JsonValue } from '../store/sealedJson';
import type { NamedTensors, StoredTensor } from '../store/safetensors';
import type { Feeds } from '../runtime/session';
import type { Progress } from '../train/progress';

export interface RunKeeper {
  readonly folder: string;
  log(line: MetricLine): void;
  update(change: (record: RunRecord) => RunRecord): RunRecord;
  /** Writes checkpoints under these names. */
  save(names: readonly ('last' | 'best')[], content: { progress: Progress; parameters: Feeds; state: Feeds }): void;
  /** True about every 30 seconds since the last checkpoint. */
  due(): boolean;
  /** Flushes and gives the lease back. */
  close(): void;
}

export interface RunKeeperOptions {
  files: Files;
  folder: string;
  /** Kept in every checkpoint and compared on resume. */
  hashes: Record<string, string>;
  build: Record<string, string>;
  /** Milliseconds; only differences matter. */
  nowMs(): number;
}

const CHECKPOINT_EVERY_MS = 30_000;

/** Takes the run's lease. Fails with `BUSY` when another process writes it. */
export function openRunKeeper({ files, folder, hashes, build, nowMs }: RunKeeperOptions): RunKeeper {
  const lease = acquireLease(files, folder);
  let log: ReturnType<typeof openMetricsLog>;
  try {
    sweepTemporaries(files, folder);
    recoverCheckpoints(files, folder);
    log = openMetricsLog(files, path.join(folder, runFiles.metrics));
  } catch (error) {
    lease.release();
    throw error;
  }
  let savedMs = nowMs();
  // Validating takes long and writes nothing: the lease is kept meanwhile. What fails here fails again at the next write.
  const heartbeat = setInterval(() => {
    try {
      lease.keep();
    } catch {
      clearInterval(heartbeat);
    }
  }, leaseTimes.refreshMs);
  return {
    folder,
    log(line) {
      lease.keep();
      log.append(line);
    },
    update(change) {
      lease.keep();
      return updateRecord(files, folder, change);
    },
    save(names, { progress, parameters, state }) {
      lease.keep();
      log.sync();
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
    close() {
      clearInterval(heartbeat);
      log.close();
      lease.release();
    },
  };
}

function toStored(tensors: Feeds): NamedTensors {
  return new Map(Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data } as StoredTensor]));
}

/** The checkpoint to continue from, with a notice when a newer one was damaged. */
export function checkpointOf(files: Files, folder: string): { checkpoint: Checkpoint; notice?: string } {
  return openCheckpoint(files, folder, 'last');
}
