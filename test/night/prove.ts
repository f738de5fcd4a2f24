// Runs the parts of a long proof, one after the other, and says what each measured; any that fails gives exit code 1.

import { figure } from '../../scripts/test/figures.mjs';

/** Each part says in words what it measured, or throws. */
export async function prove(seed: number, parts: Record<string, () => Promise<string> | string>): Promise<void> {
  for (const [name, part] of Object.entries(parts)) {
    const began = performance.now();
    const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    try {
      figure(`${name}: ${await part()} (seed ${seed}, ${seconds()})`);
    } catch (error) {
      process.exitCode = 1;
      console.log(
        `FAULT in ${name} (seed ${seed}, ${seconds()}): ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
  }
}
