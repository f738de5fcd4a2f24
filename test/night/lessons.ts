// Each lesson of the lab as a person takes it (`npm run test:lessons [-- <words of its folder>]`): not all holds as it is shipped, all holds with
// its solution, and something fails when one answer is wrong or one change is not made. Exit code 1 on any fault.

import { inLab } from '../engine/calls/support/lab';
import { SOLUTIONS } from '../lessons/solutions';
import { takeLesson } from '../lessons/takenLesson';
import { prove } from './prove';

const words = process.argv.slice(2);
const chosen = Object.keys(SOLUTIONS).filter((name) => words.every((word) => name.includes(word)));

async function taken(name: string): Promise<string> {
  let count = 0;
  await inLab(async (lab) => {
    count = await takeLesson(name, lab);
  });
  return `all holds with the solution; each of ${count} answers and changes is needed`;
}

if (chosen.length === 0) throw new Error(`No lesson has "${words.join(' ')}" in its name.`);
void prove(1, Object.fromEntries(chosen.map((name) => [name, () => taken(name)])));
