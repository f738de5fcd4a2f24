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
