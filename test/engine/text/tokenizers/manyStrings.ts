// npm run test:strings [-- [--strings 100000] [--bytes 1000000] [--files 20000] [--seed 1]]: any text through every type of tokenizer,
// more of it through the one that works on bytes and so loses nothing, and files changed at random. The exit code is 1 when something is wrong; what repeats it is printed.

import { parseArgs } from 'node:util';
import { figure } from '../../../../scripts/test/figures.mjs';
import { checkMutations, mutatedFiles } from './mutations';
import { checkStrings, typeCases } from './stringProperties';

function main(): void {
  const { values } = parseArgs({
    options: {
      strings: { type: 'string', default: '100000' },
      bytes: { type: 'string', default: '1000000' },
      files: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const attempt = (name: string, check: () => string): void => {
    const started = performance.now();
    try {
      figure(`${name}: ${check()}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const type of typeCases)
    attempt(type.name, () => {
      const strings = Number(type.name === 'byte-bpe' ? values.bytes : values.strings);
      checkStrings(type, strings);
      return `${strings} strings are right`;
    });
  const names = Object.keys(mutatedFiles());
  const runs = Math.ceil(Number(values.files) / names.length);
  for (const name of names)
    attempt(`changed files of ${name}`, () => {
      const { used, slowestMs } = checkMutations(name, { runs, seed: Number(values.seed) });
      return `${runs} files, ${used} of them could be used, the slowest took ${slowestMs.toFixed(0)} ms`;
    });
}

main();
