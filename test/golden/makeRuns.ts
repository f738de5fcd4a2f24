// Makes test/golden/runs: trains with an EARLIER build of the command line, stops some trainings half way, and writes down what
// that build answers about all of them. Tests then ask today's build the same.
//
//   NLP_LAB_CLI=<earlier build>/dist/cli.js npm run golden:runs -- "<commit and versions>" [--answers-only]
//
// With --answers-only the runs stay; do so after a change of test/support/oldRunQuestions.ts.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { emitProgram, makeProgram, ops } from '../../src/engine/index';
import { type CliEvent, runCli, startCli } from '../faults/cliProcess';
import { runFolders } from '../faults/runFolder';
import { ANSWERS_FILE, ask, copyData, endOf, experimentFiles, keepRun, layOut, resume } from '../support/oldRuns';
import type { OldAnswers, Resumed, Workspace } from '../support/oldRuns';
import { QUESTIONS } from '../support/oldRunQuestions';
import { PROBE_FILE, probeNumbers, processorBits } from '../support/processorBits';

/** Trainings that do not go to their end: what ends them, and when. A signal is heard between two steps, a kill at once. */
const ENDED_EARLY: Record<
  string,
  { signal: NodeJS.Signals; when(event: CliEvent): boolean } | 'killed at a checkpoint'
> = {
  'stopped-lstm': { signal: 'SIGINT', when: ({ event, step }) => event === 'step' && Number(step) > 33 },
  'killed-gru': { signal: 'SIGKILL', when: ({ event, step }) => event === 'step' && Number(step) > 40 },
  'stopped-word2vec': { signal: 'SIGINT', when: ({ event, epoch }) => event === 'epoch' && Number(epoch) > 20 },
  'killed-logistic': 'killed at a checkpoint',
};

/** Checkpoints that are kept beside the best one; a run that is only asked needs no other. */
const keptOf = (name: string): string[] => {
  if (name === 'killed-logistic') return ['last', 'last.previous'];
  return name === 'lstm' || name in ENDED_EARLY ? ['last'] : [];
};

/** Whose `evaluation.json` the command `evaluate` wrote, in place of the training. */
const EVALUATED: Record<string, string> = { lstm: 'reviews-test.tsv', gru: 'en-ko-test.tsv' };

const train = (name: string): string[] => ['train', `${name}.nlplab.json`, '--json'];

async function makeRun(name: string, folder: string): Promise<void> {
  const runsFolder = path.join(folder, '.nlplab', 'runs');
  const before = new Set(runFolders(runsFolder));
  const early = ENDED_EARLY[name];
  const cli = startCli(train(name), folder, (event) => {
    if (typeof early === 'object' && early.when(event)) cli.child.kill(early.signal);
  });
  const made = (): string | undefined => runFolders(runsFolder).find((run) => !before.has(run));
  const second = (): string => path.join(made() ?? 'none', 'checkpoints', 'last.previous');
  const watching = setInterval(() => {
    if (early === 'killed at a checkpoint' && fs.existsSync(second())) cli.child.kill('SIGKILL');
  }, 1);
  const { code, signal, err, events } = await cli.end;
  clearInterval(watching);
  const run = made();
  const wasKilled = signal === 'SIGKILL';
  if (run === undefined || (code !== 0 && !wasKilled)) throw new Error(`${name}: ${err}`);
  const ended = wasKilled ? 'killed' : events.at(-1)?.status;
  if ((ended === 'completed') !== (early === undefined)) throw new Error(`${name} is ${ended}; run this again`);
  for (const checkpoint of ['last', 'last.previous'])
    if (!keptOf(name).includes(checkpoint))
      fs.rmSync(path.join(run, 'checkpoints', checkpoint), { recursive: true, force: true });
  if (name in EVALUATED) await runCli(['evaluate', run, '--data', EVALUATED[name]], folder);
  keepRun(folder, path.basename(run), name);
  console.log(`${name}: ${ended}`);
}

/** How a training ends that nothing ended early. */
async function undisturbed(name: string, folder: string): Promise<Resumed> {
  const { events, err } = await runCli(train(name), folder);
  const [start, end] = [events[0], events.at(-1)];
  if (end?.status !== 'completed') throw new Error(`${name}: ${err}`);
  return endOf(String(start.folder), end.metrics as Record<string, number>);
}

async function resumedRuns(makeFolder: () => string): Promise<OldAnswers['resumed']> {
  const resumed: OldAnswers['resumed'] = {};
  for (const name of Object.keys(ENDED_EARLY)) {
    const workspace = layOut(makeFolder(), [name]);
    resumed[name] = await resume(name, workspace);
    const whole = await undisturbed(name, workspace.folder);
    if (JSON.stringify(whole) !== JSON.stringify(resumed[name]))
      throw new Error(`${name}: another end than undisturbed`);
  }
  return resumed;
}

async function answersOf(workspace: Workspace): Promise<OldAnswers['answers']> {
  const answers: OldAnswers['answers'] = {};
  for (const question of QUESTIONS) answers[question.join(' ')] = await ask(question, workspace);
  return answers;
}

/** JSON with a line for each answer. */
function formatted({ origin, processor, answers, resumed }: OldAnswers): string {
  const table = (values: object): string =>
    `{\n${Object.entries(values)
      .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n')}\n}`;
  const head = JSON.stringify({ origin, processor }, undefined, 1).slice(0, -2);
  return `${head},\n "answers": ${table(answers)},\n "resumed": ${table(resumed)}\n}\n`;
}

function writeProbe(): void {
  const { add, constant, input, matmul, mean, sigmoid, softmax, tanh, transpose } = ops;
  const matrix = (rows: number, columns: number) =>
    constant(Array.from(probeNumbers(rows * columns)), [rows, columns], 'float32');
  const x = input('x', 'float32', ['rows', 19]);
  const hidden = tanh(matmul(x, matrix(19, 33)));
  const gates = sigmoid(matmul(hidden, matrix(33, 64)));
  const scores = softmax(matmul(gates, transpose(gates, [1, 0])));
  const outputs = { y: matmul(scores, gates), pooled: mean(add(hidden, hidden), [0]) };
  fs.writeFileSync(PROBE_FILE, emitProgram(makeProgram(outputs), 'probe'));
}

async function main(): Promise<void> {
  const options = { 'answers-only': { type: 'boolean' as const } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [origin] = positionals;
  if (process.env.NLP_LAB_CLI === undefined || origin === undefined)
    throw new Error('NLP_LAB_CLI must name the cli.js of an earlier build, and the first argument say which that is.');
  const folders: string[] = [];
  const makeFolder = (): string => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-old-')));
    folders.push(folder);
    return folder;
  };
  try {
    if (!values['answers-only']) {
      const folder = makeFolder();
      copyData(folder);
      for (const file of experimentFiles()) await makeRun(file.replace('.nlplab.json', ''), folder);
    }
    if (!fs.existsSync(PROBE_FILE)) writeProbe();
    const answers = await answersOf(layOut(makeFolder()));
    const resumed = await resumedRuns(makeFolder);
    fs.writeFileSync(ANSWERS_FILE, formatted({ origin, processor: await processorBits(), answers, resumed }));
  } finally {
    for (const folder of folders) fs.rmSync(folder, { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
