// A lesson as a person takes it: a copy of its folder with the solution written in, trained and judged.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readJsonText } from '../../src/engine/experiment/jsonText';
import { applyOverride, type JsonObject } from '../../src/engine/experiment/overrides';
import type { Lesson, LessonExperiment } from '../../src/protocol/lesson';
import type { Lab } from '../engine/calls/support/lab';
import { type Solution, SOLUTIONS } from './solutions';

export const LESSONS = path.resolve('samples/lessons');

const fileOf = (experiment: string): string => `${experiment}.nlplab.json`;

type Written = JsonObject & { answers: JsonObject };

const readWritten = (file: string): Written => readJsonText(fs.readFileSync(file, 'utf8')).value as Written;

/** Something that is not the answer, whatever is asked. */
const spoilt = (answer: unknown): unknown => (typeof answer === 'number' ? answer + 10 : `not ${String(answer)}`);

const standingsOf = ({ verdicts }: LessonExperiment): string[] =>
  verdicts.map(({ that, standing }) => `${that}: ${standing}`);

/**
 * Trains a lesson as it is shipped, and as its solution has it: before, not all holds of any experiment; afterwards all does. Then spoils each
 * answer, and takes back each change, in turn: something fails each time. Returns how many answers and changes there were.
 */
export async function takeLesson(name: string, { client, folder: into, runsFolder }: Lab): Promise<number> {
  const folder = path.join(into, name);
  fs.cpSync(path.join(LESSONS, name), folder, { recursive: true });
  const judge = (): Promise<Lesson> => client.call('lesson', { folder, runsFolder });
  const judged = async (file: string): Promise<LessonExperiment> => {
    const found = async () => (await judge()).experiments.find((each) => each.file === file) ?? assert.fail(file);
    const before = await found();
    if (!before.needsRun) return before;
    const experimentFile = path.join(folder, file);
    const experimentText = fs.readFileSync(experimentFile, 'utf8');
    const { record } = await client.call('train', { experimentText, experimentFile, baseFolder: folder, runsFolder });
    assert.equal(record.status, 'completed', `${file}: ${record.failure?.message}`);
    return found();
  };

  let spoiltCount = 0;
  const runs: Record<string, string | undefined> = {};
  for (const [experiment, solution] of Object.entries(SOLUTIONS[name])) {
    const file = fileOf(experiment);
    const place = path.join(folder, file);
    const shipped = fs.readFileSync(place, 'utf8');
    assert.ok(!holds(await judged(file)), `${name}/${file} holds as it is shipped`);
    const withSolution = async (each: Solution): Promise<LessonExperiment> => {
      fs.writeFileSync(place, shipped);
      fs.writeFileSync(place, JSON.stringify(solved(readWritten(place), each, runs)));
      return judged(file);
    };
    const after = await withSolution(solution);
    assert.ok(holds(after), `${name}/${file}: ${standingsOf(after).join(', ')}`);
    runs[experiment] = after.run?.id;
    for (const spoiltSolution of spoiltOf(solution)) {
      const verdicts = standingsOf(await withSolution(spoiltSolution));
      const said = `${name}/${file} with ${JSON.stringify(spoiltSolution)}: ${verdicts.join(', ')}`;
      assert.ok(
        verdicts.some((each) => each.endsWith(': failed')),
        said,
      );
      spoiltCount++;
    }
  }
  return spoiltCount;
}

const holds = ({ verdicts, problems }: LessonExperiment): boolean =>
  problems.length === 0 && verdicts.every(({ standing }) => standing === 'held');

/** @param runs of the experiments that were solved before, by their names */
function solved(
  written: Written,
  { answers, changes = [] }: Solution,
  runs: Readonly<Record<string, string | undefined>>,
): Written {
  for (const change of changes)
    applyOverride(
      written,
      change.replace(/\{([\w-]+)\}/u, (_, experiment: string) => runs[experiment] ?? assert.fail(experiment)),
    );
  return { ...written, answers: { ...written.answers, ...answers } };
}

/** One answer wrong, or one change not made. */
function spoiltOf(solution: Solution): Solution[] {
  const { answers, changes = [] } = solution;
  return [
    ...Object.keys(answers).map((name) => ({
      ...solution,
      answers: { ...answers, [name]: spoilt(answers[name]) as string | number },
    })),
    ...changes.map((change) => ({ ...solution, changes: changes.filter((each) => each !== change) })),
  ];
}
