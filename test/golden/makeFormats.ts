// Makes test/golden/formats: what THIS version writes beside and around runs. Run it once for a format that is new, from the commit that brought it, and never
// anew with a later one, or what the files say is lost: `npm run golden:formats -- "<commit and version>" <folder>`.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanRuns } from '../../src/engine/calls/cleanRuns';
import { exportRuns } from '../../src/engine/calls/exportRuns';
import { exportTraining } from '../../src/engine/calls/exportTraining';
import { addToQueue, changeQueue, queue, trainQueued } from '../../src/engine/calls/queue';
import { beginSweep, sweep, trial } from '../../src/engine/calls/sweeps';
import { train } from '../../src/engine/calls/train';
import { runAgain } from '../../src/engine/runs/runAgain';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { changeAbout } from '../../src/engine/store/runAbout';
import type { TrainProgress } from '../../src/protocol/engine';
import { corpusRows, smallExperiment, tsvOf } from '../faults/smallExperiment';
import { writeElsewhereRun } from '../support/elsewhereRun';
import { ELSEWHERE, FORMATS_FOLDER, PLACE, type Formats } from '../support/oldFormats';

const context = (signal = new AbortController().signal, progress: (told: TrainProgress) => void = () => undefined) => ({
  ...{ signal, progress, log: () => undefined, transfer: () => undefined },
});
const plain = { ...context(), progress: () => undefined };

const bayes = (name: string, changes: object = {}): object =>
  smallExperiment({ name, model: 'naive-bayes', training: undefined, tokenizer: 'whitespace', ...changes });
const network = (name: string): object =>
  smallExperiment({
    name,
    model: { type: 'rnn', embedding: 2, hidden: 2 },
    training: { epochs: 2, batchSize: 16, checkpointEverySteps: 1, optimizer: { type: 'adam', learningRate: 0.1 } },
  });

async function make(origin: string, target: string): Promise<void> {
  fs.rmSync(PLACE, { recursive: true, force: true });
  const runsFolder = path.join(PLACE, 'lab', 'runs');
  fs.mkdirSync(runsFolder, { recursive: true });
  fs.writeFileSync(path.join(PLACE, 'train.tsv'), tsvOf(corpusRows(40, 1)));
  const asked = (experiment: object) => ({ experimentText: JSON.stringify(experiment), baseFolder: PLACE, runsFolder });

  const keys = { 'model.alpha': [0.1, 1, 10] };
  const { folder } = await beginSweep(asked(bayes('search', { sweep: { keys, search: 'grid' } })), plain);
  for (let i = 0; i < 2; i++) await trial({ folder }, plain);
  const swept = await sweep({ folder }, plain);
  const runs = swept.trials.map(({ runs: [{ run }] }) => path.join(runsFolder, run));
  changeAbout(nodeFiles, runs[0], { name: 'the first', starred: true, tags: ['좋은 것', 'kept'], note: 'Two\nlines.' });
  await exportRuns({ folders: runs, sweeps: [folder], output: path.join(PLACE, 'sweep.zip') }, plain);

  const elsewhere = path.join(PLACE, 'elsewhere.nlplab.json');
  const model = { type: 'bow', embedding: 2 };
  const data = { train: 'train.tsv', validation: 0.2, test: 0.2, text: 'text', label: 'label' };
  const asTrained = smallExperiment({ name: 'elsewhere', data, model, training: { epochs: 2 } });
  fs.writeFileSync(elsewhere, JSON.stringify(asTrained));
  const project = path.join(PLACE, 'project');
  await exportTraining({ experimentFile: elsewhere, output: project }, plain);
  writeElsewhereRun(project, ELSEWHERE);
  for (const name of fs.readdirSync(project)) if (name !== 'runs') fs.rmSync(path.join(project, name), { recursive: true });

  const whole = await train(asked(network('whole')), plain);
  await cleanRuns({ folders: [whole.folder], kinds: ['optimizer'] }, plain);
  const stop = new AbortController();
  const stopped = await train(
    asked(network('stopped')),
    context(stop.signal, (told) => told.kind === 'metric' && told.line.step === 2 && stop.abort()),
  );

  await addToQueue(asked(bayes('fails')), plain);
  fs.renameSync(path.join(PLACE, 'train.tsv'), path.join(PLACE, 'away.tsv'));
  await trainQueued({ runsFolder }, plain);
  fs.renameSync(path.join(PLACE, 'away.tsv'), path.join(PLACE, 'train.tsv'));
  await addToQueue({ ...asked(bayes('waits')), overrides: ['seed=3'] }, plain);
  await addToQueue({ ...asked({}), resume: stopped.folder }, plain);
  await addToQueue({ ...(await runAgain(nodeFiles, runs[0])).request, runsFolder }, plain);
  await addToQueue({ ...asked(bayes('swept', { sweep: { keys, search: 'grid' } })), isSweep: true }, plain);
  await changeQueue({ runsFolder, change: { kind: 'state', state: 'paused' } }, plain);

  const told: Formats = { origin, sweep: swept, queue: await queue({ runsFolder }, plain), cleaned: path.basename(whole.folder) };
  const isWriters = (file: string): boolean => /\.(lease|tmp)$/.test(file);
  fs.mkdirSync(target, { recursive: true });
  fs.cpSync(PLACE, target, { recursive: true, filter: (file) => !isWriters(file) });
  fs.writeFileSync(path.join(target, 'told.json'), `${JSON.stringify(told, undefined, 1)}\n`);
  fs.rmSync(PLACE, { recursive: true });
}

const [origin, folder] = process.argv.slice(2);
if (origin === undefined || folder === undefined) throw new Error('Say which commit this is, and the name of a folder.');
make(origin, path.join(FORMATS_FOLDER, folder)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
