// Tokenizers beside sentencepiece (spm_train and spm_encode, of a system package) and the npm package `tokenizers`, each on
// one thread, on one file in one run: `node bench/tokenizers.js <text file> [repeat]`. Seconds are of the processor, so that
// what else runs does not count. Ratios above 1: faster here.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createTokenizerLearner } from '../src/engine/text/tokenizerLearner';
import { readTokenizerJson } from '../src/engine/text/tokenizers/tokenizerJson';
import { finishTraining } from '../src/engine/text/trainers/training';

const VOCABULARY_SIZE = 16_000;
const LINES_A_CALL = 10_000;

process.env.RAYON_NUM_THREADS = '1';
process.env.TOKENIZERS_PARALLELISM = 'false';

function timed<T>(run: () => T): { seconds: number; result: T } {
  const started = process.cpuUsage();
  const result = run();
  return { seconds: secondsSince(started), result };
}

function secondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** Seconds of a command, as the shell's `times` tells them; undefined where it is not installed. */
function secondsOf(command: string, args: string[]): number | undefined {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const script = '"$0" "$@" >/dev/null 2>&1 || exit 1; times';
  const said = execFileSync('sh', ['-c', script, command, ...args], { encoding: 'utf-8' });
  const children = [...(said.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return children.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

function report(what: string, own: number, others: Record<string, number | undefined>): void {
  const parts = Object.entries(others).map(([name, seconds]) =>
    seconds === undefined
      ? `${name}: not here`
      : `${name} ${seconds.toFixed(1)} s (ratio ${(seconds / own).toFixed(2)})`,
  );
  console.log(`${what}: here ${own.toFixed(1)} s, ${parts.join(', ')}`);
}

async function foreignSeconds(json: string, lines: readonly string[]): Promise<number> {
  const { Tokenizer } = await import('tokenizers');
  const tokenizer = Tokenizer.fromString(json);
  const started = process.cpuUsage();
  for (let from = 0; from < lines.length; from += LINES_A_CALL) {
    const encodings = await tokenizer.encodeBatch(lines.slice(from, from + LINES_A_CALL));
    for (const encoding of encodings) encoding.getIds();
  }
  return secondsSince(started);
}

async function main([file, repeat = '1']: string[]): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-tokenizers-'));
  try {
    const text = fs.readFileSync(file, 'utf-8').trimEnd();
    const corpus = path.join(folder, 'corpus.txt');
    fs.writeFileSync(corpus, `${text}\n`.repeat(Number(repeat)));
    const lines = fs.readFileSync(corpus, 'utf-8').trimEnd().split('\n');
    console.log(`${(fs.statSync(corpus).size / 1e6).toFixed(0)} MB, ${lines.length} lines`);
    for (const type of ['bpe', 'unigram', 'byte-bpe', 'wordpiece'] as const) {
      const options = { type, lowercase: false, vocabularySize: VOCABULARY_SIZE, minFrequency: 2 };
      const learning = timed(() => {
        const learner = createTokenizerLearner(options);
        const counts = new Map<string, { count: number }>();
        for (const line of fs.readFileSync(corpus, 'utf-8').split('\n')) learner.count(line, counts);
        return finishTraining(learner.learn(counts, options));
      });
      const model = path.join(folder, type);
      const isShared = type === 'bpe' || type === 'unigram';
      const spmTrain = isShared
        ? secondsOf('spm_train', [
            ...[`--input=${corpus}`, `--model_prefix=${model}`, `--model_type=${type}`, '--num_threads=1'],
            ...[`--vocab_size=${VOCABULARY_SIZE}`, '--character_coverage=1.0', '--max_sentence_length=100000'],
          ])
        : undefined;
      if (isShared) report(`training ${type}`, learning.seconds, { sentencepiece: spmTrain });
      const pipeline = readTokenizerJson(learning.result, 'tokenizer.json');
      const encoding = timed(() => lines.reduce((sum, line) => sum + pipeline.encode(line).length, 0));
      const spmEncode =
        spmTrain === undefined
          ? undefined
          : secondsOf('spm_encode', [
              `--model=${model}.model`,
              '--output_format=id',
              `--input=${corpus}`,
              `--output=${model}.ids`,
            ]);
      report(`encoding ${type} (${encoding.result} tokens)`, encoding.seconds, {
        ...(isShared ? { sentencepiece: spmEncode } : {}),
        tokenizers: await foreignSeconds(learning.result, lines),
      });
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

void main(process.argv.slice(2));
