/** A row of docs/promises.md. `tiers`: when it is proven, empty where no column says so. */
export interface PromiseRow {
  ids: string[];
  promise: string;
  tiers: string[];
  state: string;
}
export function promisesIn(text: string): PromiseRow[];
/** A line for each promise: what the stages that have run say of it; below it what they measured. */
export function tableOf(
  promises: PromiseRow[],
  stages: readonly { key: string; proves?: string[]; failed: number; figures?: string[] }[],
): string[];
