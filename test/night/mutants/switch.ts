// Loaded before the tests in every process and thread of theirs: what the instrumented programs ask which mutant they are. It
// notes which mutants were asked for, and ends a process that goes on for ever.

import fs from 'node:fs';
import path from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';

const { NLP_LAB_MUTANT, NLP_LAB_MUTANTS_REACHED, NLP_LAB_MUTANT_LIMIT } = process.env;
let on = Number(NLP_LAB_MUTANT ?? -1);
let limit = Number(NLP_LAB_MUTANT_LIMIT ?? Infinity);
let asked = 0;
const reached = new Set<number>();

const note = (number: number): boolean => {
  asked++;
  reached.add(number);
  return false;
};
const isOn = (number: number): boolean => {
  if (++asked > limit) process.exit(3);
  return number === on;
};

/** What the programs have asked since the last time. */
export interface Reached {
  /** How often. */
  asked: number;
  /** The numbers of the mutants. */
  reached: number[];
}

function takeReached(): Reached {
  const taken = { asked, reached: [...reached] };
  asked = 0;
  reached.clear();
  return taken;
}

/** What the rig asks of it, by `globalThis`: the programs that are changed have no import of it. */
export interface Switch {
  /** Switches another mutant on, here and in what is started from now on. */
  nlpLabSwitchMutant(number: number, most: number): void;
  /** Where it is noted, in this thread. */
  nlpLabTakeReached(): Reached;
}

Object.assign(globalThis, {
  nlpLabMutantSwitch: NLP_LAB_MUTANTS_REACHED === undefined ? isOn : note,
  nlpLabSwitchMutant(number, most) {
    [on, limit, asked] = [number, most, 0];
    Object.assign(process.env, { NLP_LAB_MUTANT: String(number), NLP_LAB_MUTANT_LIMIT: String(most) });
  },
  nlpLabTakeReached: takeReached,
} satisfies Switch & { nlpLabMutantSwitch: typeof isOn });

/** The rig itself is asked for what it has reached; all that its tests start leaves a file. */
const isRig = isMainThread && process.env.NLP_LAB_MUTANTS_RIG === String(process.ppid);
if (NLP_LAB_MUTANTS_REACHED !== undefined && !isRig)
  process.on('exit', () =>
    fs.writeFileSync(
      path.join(NLP_LAB_MUTANTS_REACHED, `${process.pid}-${threadId}.json`),
      JSON.stringify(takeReached()),
    ),
  );
