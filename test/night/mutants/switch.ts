// Loaded before the tests in every process and thread of theirs: what the instrumented programs ask which mutant they are. It
// notes which mutants were asked for, and ends a process that goes on for ever.

import fs from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';

const { NLP_LAB_MUTANT, NLP_LAB_MUTANTS_REACHED, NLP_LAB_MUTANT_LIMIT } = process.env;
const on = Number(NLP_LAB_MUTANT ?? -1);
const limit = Number(NLP_LAB_MUTANT_LIMIT ?? Infinity);
const reached = new Set<number>();
let asked = 0;

Object.assign(globalThis, {
  nlpLabMutantSwitch: NLP_LAB_MUTANTS_REACHED
    ? (number: number): boolean => {
        asked++;
        reached.add(number);
        return false;
      }
    : (number: number): boolean => {
        if (++asked > limit) process.exit(3);
        return number === on;
      },
});

if (NLP_LAB_MUTANTS_REACHED)
  process.on('exit', () =>
    fs.writeFileSync(
      path.join(NLP_LAB_MUTANTS_REACHED, `${process.pid}-${threadId}.json`),
      JSON.stringify({ asked, reached: [...reached] }),
    ),
  );
