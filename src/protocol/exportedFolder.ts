// A run as a folder that other programs use.

import type { MetricName } from './metrics';

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
export type ExportTrainingRequest =
  | ExportFolderRequest
  | {
      experimentFile: string;
      /** In which runs are found that the experiment names. */
      runsFolder?: string;
      output: string;
    };
