// Commands that write one file are killed with SIGKILL at seeded random moments: then the file is as it was before, or whole, and
// the same command leaves the folder as if nothing had happened (promises D1, D8; trainings: test/faults/killLoop.ts).
//
// npm run test:outputs -- [--count 30] [--seed 1]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withFolder } from '../engine/store/support/temporaryFolder';
import { runCli, startCli } from '../faults/cliProcess';
import { type RandomNumbers, randomNumbers } from '../faults/randomNumbers';
import { prove } from './prove';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const seed = Number(values.seed);

const LINES = 30_000;
const WORDS_EACH = 12;
const TEXT = 'text.txt';
const OUTPUT = 'output';
const BEFORE = 'what was there before\n';

/** Lines of made words with marks to clean away, every tenth twice. */
function writeText(folder: string): void {
  const random = randomNumbers(seed);
  const syllable = (): string => random.pick(['ka', 'ro', 'min', 'su', 'tel', 'da', '한', '글', 'os']);
  const word = (): string => Array.from({ length: 1 + random.below(4) }, syllable).join('');
  const lines = Array.from({ length: LINES }, () => {
    const line = Array.from({ length: WORDS_EACH }, word).join(' ');
    return random.next() < 0.1 ? `<p>${line} &amp; https://a.example/b</p>\n${line}` : line;
  });
  fs.writeFileSync(path.join(folder, TEXT), `${lines.join('\n')}\n`);
}

interface Reference {
  output: Buffer;
  durationMs: number;
}

async function run(args: readonly string[], folder: string): Promise<Reference> {
  const start = performance.now();
  const { code, err } = await runCli(args, folder);
  assert.equal(code, 0, err);
  return { output: fs.readFileSync(path.join(folder, OUTPUT)), durationMs: performance.now() - start };
}

/** Kills the command so long after its start, or as soon as another file is there; whether it had not ended before. */
async function kill(args: readonly string[], folder: string, afterMs: number | undefined): Promise<boolean> {
  const { child, end } = startCli(args, folder);
  const strike = (): boolean => child.kill('SIGKILL');
  const timer = afterMs === undefined ? undefined : setTimeout(strike, afterMs);
  const watcher = afterMs === undefined ? fs.watch(folder, strike) : undefined;
  const { signal } = await end;
  clearTimeout(timer);
  watcher?.close();
  return signal === 'SIGKILL';
}

/** One kill and the same command again; whether the kill came in time. */
async function killOnce(args: readonly string[], folder: string, reference: Reference, random: RandomNumbers) {
  const file = path.join(folder, OUTPUT);
  const before = random.next() < 0.5 ? undefined : BEFORE;
  if (before === undefined) fs.rmSync(file, { force: true });
  else fs.writeFileSync(file, before);
  const afterMs = random.next() < 0.7 ? random.next() * reference.durationMs : undefined;
  const wasKilled = await kill(args, folder, afterMs);
  const found = fs.existsSync(file) ? fs.readFileSync(file) : undefined;
  const isUntouched = found?.toString() === before;
  assert.ok(isUntouched || found?.equals(reference.output), 'the file is neither as it was nor whole');
  assert.ok((await run(args, folder)).output.equals(reference.output), 'another file than without a kill');
  assert.deepEqual(fs.readdirSync(folder).sort(), [OUTPUT, TEXT].sort(), 'something is left');
  return wasKilled;
}

const killed = (name: string, ...args: string[]): [string, () => Promise<string>] => [
  name,
  () =>
    withFolder(async (folder) => {
      writeText(folder);
      const reference = await run(args, folder);
      const random = randomNumbers(seed);
      let kills = 0;
      let tries = 0;
      for (; kills < count; tries++) {
        assert.ok(tries < 10 * count, `only ${kills} of ${tries} kills came in time`);
        kills += Number(await killOnce(args, folder, reference, random));
      }
      return `${kills} kills of ${tries} commands, each file whole or as it was, nothing left`;
    }),
];

const learning = (type: string): string[] => ['tokenizer', 'train', TEXT, '--type', type, '--output', OUTPUT];

void prove(
  seed,
  Object.fromEntries([
    killed('learning BPE', ...learning('bpe'), '--vocabulary-size', '2000'),
    killed('learning unigram', ...learning('unigram'), '--vocabulary-size', '500'),
    killed('cleaning', 'clean', TEXT, '--steps', 'html,urls,duplicates', '--output', OUTPUT),
  ]),
);
