// A run as a folder that other programs use.

export interface ExportedFile {
  name: string;
  bytes: number;
}

export interface ExportFolderRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** A folder that does not exist yet, or is empty. */
  output: string;
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
