/** What came of a stage; `isKept`: in an earlier night. */
export interface StageEnd {
  key: string;
  name: string;
  proves?: string[];
  seconds: number;
  worked: number;
  passed: number;
  failed: number;
  skipped: string[];
  problems: string[];
  figures: string[];
  isKept?: boolean;
}
/** What has come of the stages of a night so far, kept in `file`; counts only for the same `commit`, and where the night `goesOn`. */
export function keptStages(
  file: string,
  commit: string,
  goesOn: boolean,
): {
  /** What came of it, where it held and need not be run again. */
  of(stage: { key: string; again?: boolean }): StageEnd | undefined;
  keep(stage: StageEnd): void;
};
