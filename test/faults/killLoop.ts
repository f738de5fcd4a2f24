// Kills trainings with SIGKILL at seeded random moments, resumes them to the end, and requires that nothing differs from a
// training that was left alone: the parameters bit by bit, the optimiser's state, each step's loss, the files that remain.
// Of word vectors the losses are logged by the clock; there the vectors and the files are compared.
// At every moment looked at, run.json and the whole lines of metrics.jsonl must be readable and hold every step told.
//
// npm run test:kills -- [--count 30] [--seed 1] [--only K] [--subject neural|averaged|classical|embedding]
// ends with exit code 1 on any difference, and the folder is kept.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { figure } from '../../scripts/test/figures.mjs';
import { type CliEnd, startCli } from './cliProcess';
import { type RandomNumbers, randomNumbers } from './randomNumbers';
import {
  ageLease,
  timelessEntriesBelow,
  hashOfTensors,
  lossesByStep,
  readMetrics,
  readRunRecord,
  runFolders,
} from './runFolder';
import { type SaveWatcher, watchSaves } from './saveWatcher';
import {
  embeddingCorpus,
  smallAveragedExperiment,
  smallClassicalExperiment,
  smallEmbeddingExperiment,
  smallExperiment,
  writeExperiment,
} from './smallExperiment';

const CHECKPOINT_EVERY = 3;
const PARAMETERS = path.join('checkpoints', 'last', 'model.safetensors');
/** What a run of embeddings leaves; it keeps no checkpoint beside. */
const VECTORS = 'vectors.safetensors';
const OPTIMIZER = path.join('checkpoints', 'last', 'optimizer.safetensors');

/** When to kill: so long after the start, or so long after the so-manieth trace of a save. */
type Aim = { at: 'time'; afterMs: number } | { at: 'save'; trace: number; afterMs: number };

/** What an undisturbed training left, and how long and with how many traces of saves. */
interface Reference {
  parameters: string;
  /** None where vectors of words are all that is left. */
  optimizer?: string;
  /** By step; none where losses are logged by the clock. */
  losses?: Map<number, number>;
  files: string[];
  durationMs: number;
  traces: number;
}

interface Attempt {
  end: CliEnd;
  killed: boolean;
  traces: number;
  durationMs: number;
  /** In words, where the kill hit. */
  hit: string;
}

function must(claim: boolean, message: string): asserts claim {
  if (!claim) throw new Error(message);
}

/** Runs the command line once, killing it as aimed; reads the run's files on every trace of a save and at the end. */
async function attempt(args: string[], cwd: string, runsFolder: string, aim?: Aim): Promise<Attempt> {
  const start = performance.now();
  const faults: Error[] = [];
  let hit = '';
  let told = 0;
  const kill = (where: string): void => {
    if (hit !== '' || cli.child.exitCode !== null) return;
    hit = `${where}, step ${told}`;
    cli.child.kill('SIGKILL');
  };
  const check = (): void => {
    try {
      for (const folder of runFolders(runsFolder)) {
        readRunRecord(folder);
        readMetrics(folder, { torn: true });
      }
    } catch (error) {
      faults.push(error as Error);
    }
  };
  const cli = startCli(args, cwd, (event) => {
    if (event.event === 'step') told = Math.max(told, event.step as number);
  });
  const watcher: SaveWatcher = watchSaves(runsFolder, (number, name) => {
    if (aim?.at === 'save' && number >= aim.trace) {
      if (aim.afterMs === 0) kill(`at ${name}`);
      else setTimeout(() => kill(`${aim.afterMs.toFixed(1)} ms after ${name}`), aim.afterMs);
    } else check();
  });
  const timer =
    aim?.at === 'time' ? setTimeout(() => kill(`after ${aim.afterMs.toFixed(0)} ms`), aim.afterMs) : undefined;
  const end = await cli.end;
  clearTimeout(timer);
  watcher.close();
  check();
  if (faults.length > 0) throw faults[0];
  const logged = runFolders(runsFolder).flatMap((folder) => [
    ...lossesByStep(readMetrics(folder, { torn: true })).keys(),
  ]);
  must(told <= Math.max(0, ...logged), `step ${told} was told, but metrics.jsonl ends with ${Math.max(0, ...logged)}`);
  return { end, killed: end.signal === 'SIGKILL', traces: watcher.seen, durationMs: performance.now() - start, hit };
}

function requireCompleted({ end }: Attempt): void {
  const last = end.events.at(-1);
  must(end.code === 0, `the training ended with ${end.code ?? end.signal}: ${end.err.trim()}`);
  must(last?.event === 'end' && last.status === 'completed', `the last event is ${JSON.stringify(last)}`);
  must(end.otherLines.length === 0, `standard output holds more than JSON: ${end.otherLines[0]}`);
}

async function makeReference(experiment: string, folder: string): Promise<Reference> {
  const runsFolder = path.join(folder, 'reference');
  fs.mkdirSync(runsFolder);
  const done = await attempt(['train', experiment, '--json', '--runs', runsFolder], folder, runsFolder);
  requireCompleted(done);
  const [run, ...others] = runFolders(runsFolder);
  must(run !== undefined && others.length === 0, 'one training must make one run');
  return {
    ...stateOf(run),
    files: timelessEntriesBelow(run),
    durationMs: done.durationMs,
    traces: done.traces,
  };
}

/** What must be the same in the end. */
function stateOf(run: string): Pick<Reference, 'parameters' | 'optimizer' | 'losses'> {
  const losses = lossesByStep(readMetrics(run, { torn: false }));
  const vectors = path.join(run, VECTORS);
  if (fs.existsSync(vectors)) return { parameters: hashOfTensors(vectors) };
  return {
    parameters: hashOfTensors(path.join(run, PARAMETERS)),
    optimizer: hashOfTensors(path.join(run, OPTIMIZER), 0), // a fit that has ended leaves none
    losses,
  };
}

function aimAt(random: RandomNumbers, atSave: boolean, reference: Reference): Aim {
  if (!atSave) return { at: 'time', afterMs: random.next() * reference.durationMs };
  const afterMs = random.next() < 0.5 ? 0 : random.next() * 4;
  return { at: 'save', trace: 1 + random.below(Math.max(1, reference.traces - 1)), afterMs };
}

/** Whether any whole checkpoint folder is there; while one replaces another it bears an ending. */
function hasCheckpoint(run: string): boolean {
  const folders = ['last', 'last.new', 'last.previous'].map((name) => path.join(run, 'checkpoints', name));
  return folders.some((folder) => fs.existsSync(path.join(folder, 'state.json')));
}

/** The run to go on with: the one that was killed, when it exists and has come to a checkpoint. */
function unfinishedRun(runsFolder: string): string | undefined {
  return runFolders(runsFolder).find((run) => readRunRecord(run).status !== 'completed' && hasCheckpoint(run));
}

/** One training, killed once or more and resumed to the end; returns what happened in words. Throws on a difference. */
async function killAndResume(
  experiment: string,
  runsFolder: string,
  random: RandomNumbers,
  atSave: boolean,
  reference: Reference,
): Promise<string> {
  const cwd = path.dirname(experiment);
  const fresh = ['train', experiment, '--json', '--runs', runsFolder];
  const story: string[] = [];
  let kills = 0;
  for (;;) {
    const run = unfinishedRun(runsFolder);
    const told = run === undefined ? 0 : Math.max(0, ...lossesByStep(readMetrics(run, { torn: true })).keys());
    const again = kills === 0 || (kills < 4 && random.next() < 0.4);
    const aim = again ? aimAt(random, atSave, reference) : undefined;
    const args = run === undefined ? fresh : ['train', '--resume', run, '--json', '--runs', runsFolder];
    const tried = await attempt(args, cwd, runsFolder, aim);
    const first = tried.end.events.find(({ event }) => event === 'step')?.step as number | undefined;
    if (run !== undefined && first !== undefined && reference.losses)
      must(first <= told + 1 && first > told - 2 * CHECKPOINT_EVERY, `step ${told} was done; resumed at step ${first}`);
    if (tried.killed) {
      runFolders(runsFolder).forEach(ageLease);
      kills++;
      story.push(`${run === undefined ? 'killed' : 'and again'} ${tried.hit}`);
      continue;
    }
    requireCompleted(tried);
    if (kills > 0) break;
    fs.rmSync(runsFolder, { recursive: true }); // it ended before the kill: that proves nothing, so aim again
    fs.mkdirSync(runsFolder);
  }
  const run = runFolders(runsFolder).find((folder) => readRunRecord(folder).status === 'completed');
  must(run !== undefined, 'no run is completed');
  compare(run, reference);
  const left = fs.readdirSync(runsFolder).filter((name) => name.includes('.tmp'));
  must(left.length === 0, `${left.join(' ')} was left lying in the folder of runs`);
  return story.join('; ');
}

function compare(run: string, reference: Reference): void {
  const { parameters, optimizer, losses } = stateOf(run);
  must(losses?.size === reference.losses?.size, `${losses?.size} steps were logged, not ${reference.losses?.size}`);
  for (const [step, loss] of reference.losses ?? [])
    must(losses?.get(step) === loss, `the loss of step ${step} is ${losses?.get(step)} instead of ${loss}`);
  must(parameters === reference.parameters, 'the parameters differ');
  must(optimizer === reference.optimizer, "the optimiser's state differs");
  const files = timelessEntriesBelow(run);
  must(
    files.join() === reference.files.join(),
    `the run folder holds ${files.join(' ')} instead of ${reference.files.join(' ')}`,
  );
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      subject: { type: 'string' },
    },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  must(
    Number.isSafeInteger(count) && count > 0 && Number.isSafeInteger(seed),
    '--count and --seed must be whole numbers',
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-kills-'));
  const subjects = [];
  const contents = [
    { name: 'neural', content: smallExperiment() },
    { name: 'averaged', content: smallAveragedExperiment() },
    { name: 'classical', content: smallClassicalExperiment() },
    { name: 'embedding', content: smallEmbeddingExperiment(), corpus: embeddingCorpus() },
  ];
  for (const { name, content, corpus } of contents) {
    if (values.subject !== undefined && values.subject !== name) continue;
    const place = path.join(folder, name);
    const experiment = writeExperiment(path.join(place, 'data'), content, corpus);
    const reference = await makeReference(experiment, place);
    subjects.push({ name, experiment, reference });
    console.log(
      `seed ${seed}: ${name} reference${reference.losses ? ` of ${reference.losses.size} steps` : ''} in ${(reference.durationMs / 1000).toFixed(1)} s, ` +
        `${reference.traces} traces of saves, parameters ${reference.parameters.slice(0, 16)}`,
    );
  }
  must(subjects.length > 0, '--subject must be neural, averaged, classical or embedding');
  let failures = 0;
  for (let number = 1; number <= count; number++) {
    if (values.only !== undefined && number !== Number(values.only)) continue;
    const runsFolder = path.join(folder, `kill-${number}`);
    fs.mkdirSync(runsFolder);
    // Its own numbers for each kill, so that --only K repeats kill K.
    const random = randomNumbers(seed * 1_000_003 + number);
    const { name, experiment, reference } = subjects[number % subjects.length];
    try {
      const story = await killAndResume(experiment, runsFolder, random, number % 2 === 0, reference);
      console.log(`kill ${number} (${name}): ${story}: identical`);
      fs.rmSync(runsFolder, { recursive: true });
    } catch (error) {
      failures++;
      console.log(`kill ${number} (${name}): DIFFERENT: ${(error as Error).message}`);
      console.log(
        `  kept in ${runsFolder}; again: npm run test:kills -- --seed ${seed} --only ${number}${values.subject ? ` --subject ${values.subject}` : ''}`,
      );
    }
  }
  const done = values.only === undefined ? count : 1;
  figure(`seed ${seed}: ${done - failures} killed trainings of ${done} went on to the same bits`);
  if (failures === 0) fs.rmSync(folder, { recursive: true });
  return failures === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(`killLoop: ${error.message}`);
    process.exitCode = 1;
  },
);
