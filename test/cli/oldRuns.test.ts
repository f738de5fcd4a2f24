// Runs that an earlier version wrote still open, predict, evaluate and resume: the command line is asked what that version was
// asked, and answers the same. The first question of each command, and the first training, are for the built programs. test/golden/README.md says where the runs and the answers come from.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { differences, differencesOfLine } from '../support/nearly';
import { runCliHere } from '../faults/cliHere';
import { runCli } from '../faults/cliProcess';
import { ANSWERS_FILE, type Answer, ask, layOut, type OldAnswers, resume, type Resumed } from '../support/oldRuns';
import { QUESTIONS } from '../support/oldRunQuestions';
import { processorBits } from '../support/processorBits';

/**
 * Models compute in float32, whose numbers carry seven digits. A graph that is written in another way may add in another order,
 * which shows in the last of them; shares that a softmax gives are as exact as a number of size 1.
 */
const TOLERANCE = 1e-6;

/** On a processor whose vector units add in another order these differences come at every operation. */
const TOLERANCE_ELSEWHERE = 1e-4;

/** There even the loss after a training is only near. */
const TOLERANCE_OF_TRAINING = 5e-2;

/** Trainings in WebAssembly, on one thread: the same bits on any processor. */
const WITHOUT_ONNX_RUNTIME = ['stopped-word2vec', 'killed-logistic'];

/** Their gradients are clipped by a norm that was added up in float32 then and is in float64 now: last bits differ. */
const CLIPPED_OTHERWISE = ['stopped-lstm'];

describe('runs that an earlier version wrote', () => {
  const golden = JSON.parse(fs.readFileSync(ANSWERS_FILE, 'utf8')) as OldAnswers;
  const folders: string[] = [];
  const asked = new Map<string, Promise<Answer>>();
  const goneOn = new Map<string, Promise<Resumed>>();
  let isSameProcessor = false;

  function makeFolder(): string {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-old-')));
    folders.push(folder);
    return folder;
  }

  // All start here, one after the other; each test waits for its own.
  before(async () => {
    isSameProcessor = (await processorBits()) === golden.processor;
    const workspace = layOut(makeFolder());
    const inTurn = inOrder();
    for (const question of QUESTIONS)
      asked.set(
        question.join(' '),
        inTurn(() => ask(question, workspace, isFirst(question) ? runCli : runCliHere)),
      );
    for (const [index, name] of Object.keys(golden.resumed).entries()) {
      const alone = layOut(makeFolder(), [name]);
      goneOn.set(
        name,
        inTurn(() => resume(name, alone, index === 0 ? runCli : runCliHere)),
      );
    }
    for (const answer of [...asked.values(), ...goneOn.values()]) answer.catch(() => undefined); // told by its own test
  });
  after(() => {
    for (const folder of folders) fs.rmSync(folder, { recursive: true });
  });

  for (const question of QUESTIONS.map((args) => args.join(' ')))
    it(`answer nlp-lab ${question}`, async () => {
      const tolerance = isSameProcessor ? TOLERANCE : TOLERANCE_ELSEWHERE;
      if (TOLD_OTHERWISE.test(question)) return assert.equal((await asked.get(question)!).code, 0);
      assert.deepEqual(differencesOfAnswers(await asked.get(question)!, golden.answers[question], tolerance), []);
    });

  for (const [name, expected] of Object.entries(golden.resumed))
    it(`go on to the same end: ${name}`, async () => {
      const end = await goneOn.get(name)!;
      const isSame = isSameProcessor && !CLIPPED_OTHERWISE.includes(name);
      if (isSame || WITHOUT_ONNX_RUNTIME.includes(name)) return assert.deepEqual(end, expected);
      assert.deepEqual(Object.keys(end.metrics!), Object.keys(expected.metrics!));
      const tolerance = isSameProcessor ? TOLERANCE_ELSEWHERE : TOLERANCE_OF_TRAINING;
      assert.deepEqual(differences(end.metrics!.loss, expected.metrics!.loss, tolerance), []);
    });
});

/** Whether no question before it is for the same command. */
const isFirst = (question: readonly string[]): boolean =>
  QUESTIONS.find(([command]) => command === question[0]) === question;

/** What is said today besides, on standard error. */
const NEWS = /^note: (Unknown to the model: |The run \S+ has no evaluation whose examples were kept)/;

/** Comparisons on data are in tables of their own form by now: of any number of runs, and of groups of seeds. */
const TOLD_OTHERWISE = /^compare .*--data /;

function differencesOfAnswers(actual: Answer, expected: Answer, tolerance: number): string[] {
  const inLines = (['out', 'err'] as const).flatMap((stream) => {
    const lines = actual[stream].filter((line) => typeof line !== 'string' || !NEWS.test(line));
    const wanted = expected[stream];
    if (lines.length !== wanted.length) return [`${stream} is ${JSON.stringify(lines, undefined, 1)}`];
    return lines.flatMap((line, i) => {
      const [other, at] = [wanted[i], `${stream} line ${i + 1}`];
      if (typeof line === 'string' && typeof other === 'string') return differencesOfLine(line, other, tolerance, at);
      return differences(line, other, tolerance, at);
    });
  });
  return [...differences({ ...actual, out: [], err: [] }, { ...expected, out: [], err: [] }, tolerance), ...inLines];
}

/** Runs tasks one after the other. */
function inOrder(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const own = last.then(task, task);
    last = own;
    return own;
  };
}
