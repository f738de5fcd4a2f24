// Figures that are measured beside what is to be reached, as a table that grows while they are taken.

interface Figure {
  what: string;
  seen: string;
  /** What is to be reached; left out where nothing is. */
  goal?: string;
}

const WIDTH = 78;
const SEEN = 34;

export function tellFigure({ what, seen, goal }: Figure): void {
  console.log(
    `${what.padEnd(WIDTH)}  ${seen.padEnd(goal === undefined ? 0 : SEEN)}${goal === undefined ? '' : `  to reach: ${goal}`}`,
  );
}

export const tellSection = (title: string): void => console.log(`\n${title}`);

/** Milliseconds by the clock and of the processor, in words, with what came of the work. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; ms: number; seen: string }> {
  const [start, processor] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  return { result, ms, seen: `${ms.toFixed(0)} ms, processor ${((user + system) / 1000).toFixed(0)}` };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
