// A run as a file or folder that other programs use, and runs that they have trained.

import type { MachineDefaults } from './machineDefaults';
import type { MetricName } from './metrics';
import type { Progress } from './progress';
import type { QuantizeOptions } from './quantizing';
import type { RunRecord } from './run';

export interface ExportedFile {
  name: string;
  bytes: number;
}

/** A figure of the run on the texts that it was held from learning, and what became of it. */
interface QuantizedFigure {
  metric: MetricName;
  before: number;
  after: number;
}

export interface QuantizedQuality {
  /** Of all graphs together. */
  bytes: { before: number; after: number };
  /** None where they could not be measured. */
  figures: QuantizedFigure[];
  /** Why they could not. */
  notice?: string;
}

export interface ExportFolderReply {
  files: ExportedFile[];
  quality?: QuantizedQuality;
}

export interface ExportFolderRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** A folder that does not exist yet, or is empty. */
  output: string;
  /** Matrices in 8 bits; what that costs is measured on the run's test part, or its validation part. */
  quantize?: 'int8';
}

/** Of a run, or of an experiment that none was trained of. */
type ExportTrainingRequest =
  | ExportFolderRequest
  | {
      experimentFile: string;
      /** In which runs are found that the experiment names. */
      runsFolder?: string;
      output: string;
    };

/** Programs that track experiments, and read what is written for them. */
export const TRACKER_NAMES = ['tensorboard', 'mlflow'] as const;
export type TrackerName = (typeof TRACKER_NAMES)[number];

interface ExportCurvesRequest {
  folders: string[];
  tracker: TrackerName;
  /** A folder that is empty or not there. */
  output: string;
}

interface ExportRunsRequest {
  folders: string[];
  sweeps: string[];
  /** A file. */
  output: string;
}

interface ImportRunsRequest {
  /** A run's folder, a folder of runs, a project that trains elsewhere, with its runs in `runs`, or a zip archive of runs. */
  folder: string;
  runsFolder: string;
  /** Where the data of a run are looked for whose own place is not on this machine. */
  baseFolder: string;
  defaults?: MachineDefaults;
}

interface ImportMetricsRequest {
  /** A table: columns `step` or `epoch`, `time` in seconds, and one for each figure; or an event file of TensorBoard, or a folder of them. */
  file: string;
  name: string;
  /** JSON of what it was trained with. */
  configFile?: string;
  runsFolder: string;
  baseFolder: string;
}

interface ImportRunsReply {
  runs: { folder: string; record: RunRecord }[];
  /** The ids of those that were here already. */
  known: string[];
  /** Of an archive: runs whose ids were taken have got others. */
  renamed: { from: string; to: string }[];
  /** Ids of sweeps that came with their runs, and of those that did not. */
  sweeps: string[];
  sweepsLeft: string[];
}

/** Calls of the engine's contract. */
export type ExportCalls = {
  /** Writes a run's model as a file of the program that made models of its kind known. Cancelling leaves no file. */
  exportModel: {
    request: {
      folder: string;
      checkpoint?: 'best' | 'last';
      output: string;
      quantize?: QuantizeOptions;
      /** The encoder alone, as a folder of that layout. */
      layout?: 'bert';
    };
    reply: { bytes: number };
    progress: Progress;
  };
  /** Writes a run as a folder of graphs that other programs run. Cancelling leaves nothing. */
  exportFolder: { request: ExportFolderRequest; reply: ExportFolderReply; progress: Progress };
  /** Writes a run as a folder of modules for PyTorch. Cancelling leaves nothing. */
  exportPython: { request: ExportFolderRequest; reply: ExportFolderReply; progress: Progress };
  /** Writes the curves, figures and configuration of runs as a folder that such a program reads. Cancelling leaves nothing. */
  exportCurves: { request: ExportCurvesRequest; reply: ExportFolderReply; progress: Progress };
  /** Writes runs, and sweeps, as one zip archive. Cancelling leaves nothing. */
  exportRuns: { request: ExportRunsRequest; reply: { bytes: number; files: number }; progress: Progress };
  /** Writes what trains an experiment, or that of a run, elsewhere. Cancelling leaves nothing. */
  exportTraining: { request: ExportTrainingRequest; reply: ExportFolderReply; progress: Progress };
  /** Takes runs over that were trained elsewhere, and judges those that are complete. Cancelling leaves those that are whole. */
  importRuns: { request: ImportRunsRequest; reply: ImportRunsReply; progress: Progress };
  /** Makes a run of curves, without a model, from the figures of another program. */
  importMetrics: { request: ImportMetricsRequest; reply: { folder: string; record: RunRecord } };
};
