// What a task and a command of the command line cost: a folder and a line, a file and a line. Shown by adding the trivial
// baseline `majority` and a greeting: the experiments' schema, training, prediction, lists and help know them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ChangedCopy, CommandLine } from './changedCopy';

const TASKS = 'src/engine/tasks';

export function addTask(copy: ChangedCopy): void {
  copy.add(`${TASKS}/majority/majority.ts`, 'test/architecture/parts/majority.ts.txt');
  copy.insert(
    `${TASKS}/tasks.ts`,
    "import type { Task } from './task';",
    "import { majority } from './majority/majority';",
  );
  copy.insert(`${TASKS}/tasks.ts`, '  embedding,', '  majority,');
}

export function addCommand(copy: ChangedCopy): void {
  copy.add('src/cli/commands/hello.ts', 'test/architecture/parts/hello.ts.txt');
  copy.insert(
    'src/cli/commands/index.ts',
    '  runs: {',
    "  hello: { summary: 'Greet', load: async () => (await import('./hello')).hello },",
  );
}

/** @param commandLine of the copy, once it is built */
export function declareTaskTests(commandLine: () => CommandLine): void {
  describe('a new task, one folder and one line', () => {
    let folder: string;
    const cli: CommandLine = (...args) => commandLine()(...args);

    before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'majority-'))));
    after(() => fs.rmSync(folder, { recursive: true }));

    it('is trained, listed and asked', async () => {
      const texts = ['good\tyes', 'bad\tno', 'fine\tyes'];
      fs.writeFileSync(path.join(folder, 'train.tsv'), `text\tlabel\n${texts.join('\n')}\n`);
      fs.writeFileSync(
        path.join(folder, 'majority.nlplab.json'),
        JSON.stringify({ task: 'majority', data: { train: 'train.tsv' } }),
      );
      await cli(folder, 'train', 'majority.nlplab.json');
      const [run] = fs.readdirSync(path.join(folder, '.nlplab/runs'));
      const record = JSON.parse(fs.readFileSync(path.join(folder, '.nlplab/runs', run, 'run.json'), 'utf8')) as {
        abilities?: unknown;
      };
      assert.deepEqual(record.abilities, ['label']);
      const answer = JSON.parse(await cli(folder, 'predict', run, '--text', 'anything', '--json')) as object;
      assert.deepEqual(answer, {
        ...{ input: 'anything', output: 'yes', score: 2 / 3, label: 'yes' },
        probabilities: { no: 1 / 3, yes: 2 / 3 },
      });
      assert.match(await cli(folder, 'runs'), new RegExp(`${run} +completed +count`));
    });

    it('is refused with the same care as others', async () => {
      const refused = cli(folder, 'train', 'majority.nlplab.json', '--set', 'data.tekst=x');
      await assert.rejects(refused, ({ stderr }: { stderr: string }) => {
        assert.match(stderr, /There is no key "tekst" in "data". Did you mean "text"\?/);
        return true;
      });
    });

    it('leaves a command of the command line one file and one line', async () => {
      assert.match(await cli(folder, '--help'), /\n {2}hello +Greet\n/);
      assert.equal(await cli(folder, 'hello', '--name', 'Ann'), 'Hello Ann\n');
    });
  });
}
