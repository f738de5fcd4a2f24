// A process that is one mutant after the other: told which, it loads the tests anew, runs them up to the first that fails, and says
// how many failed.

import Mocha from 'mocha';

export interface Trial {
  /** Of the mutant; -1: none. */
  number: number;
  /** How often the programs may ask which mutant they are. */
  limit: number;
  /** How long one test may take. */
  testMs: number;
  /** Built tests, in this order. */
  files: string[];
}

const { nlpLabSwitchMutant } = globalThis as { nlpLabSwitchMutant?: (number: number, limit: number) => void };

async function failuresOf({ number, limit, testMs, files }: Trial): Promise<number> {
  nlpLabSwitchMutant?.(number, limit);
  for (const file of files) {
    delete require.cache[file];
    const mocha = new Mocha({ bail: true, timeout: testMs, reporter: Mocha.reporters.Base });
    mocha.addFile(file);
    const failures = await new Promise<number>((resolve) => mocha.run(resolve));
    if (failures > 0) return failures;
  }
  return 0;
}

process.on('message', (trial: Trial) => {
  void failuresOf(trial)
    .catch(() => 1) // it could not even be loaded
    .then((failures) => process.send?.(failures));
});
