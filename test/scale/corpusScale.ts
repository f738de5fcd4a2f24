// Statistics and cleaning of a large file: memory within bounds, time in proportion. Run by `npm run test:scale`; the size
// of the larger file in MB is 200, or the first argument. Prints what it measured, and fails when a figure is too large.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { clean } from '../../src/engine/calls/clean';
import { corpusStatistics } from '../../src/engine/calls/corpusStatistics';
import type { CleaningStep } from '../../src/protocol/cleaning';
import { randomNumbers } from '../faults/randomNumbers';

const MOST_MB = 600;
const MOST_RATIO = 2.3;
const STEPS: CleaningStep[] = [
  ...([{ step: 'html' }, { step: 'nfkc' }, { step: 'lowercase' }, { step: 'repeats', maximum: 2 }] as const),
  ...([{ step: 'stop-words', language: 'both' }, { step: 'stemming' }, { step: 'duplicates' }] as const),
];

interface Measured {
  /** Of the processor, so that what else runs does not count. */
  seconds: number;
  /** Peak of resident memory above what the process had before. */
  megabytes: number;
  detail: string;
}

/** Lines of a Zipfian vocabulary that goes on growing, in Korean and English, one in twenty a repetition. */
function write(file: string, megabytes: number): void {
  const random = randomNumbers(7);
  const handle = fs.openSync(file, 'w');
  const recent: string[] = [];
  const syllables = Array.from({ length: 400 }, (_, i) => String.fromCharCode(0xac00 + i * 27));
  for (let written = 0; written < megabytes * 1e6;) {
    const lines: string[] = [];
    for (let i = 0; i < 5000; i++) {
      const words = Array.from({ length: 4 + random.below(12) }, () => {
        const rank = Math.floor(Math.exp(random.next() * 16));
        return rank % 2
          ? `w${rank.toString(36)}`
          : syllables[rank % 400] + syllables[(rank >> 4) % 400] + (rank >> 9 || '');
      });
      const line = random.below(20) === 0 && recent.length > 0 ? recent[random.below(recent.length)] : words.join(' ');
      if (recent.length < 1000) recent.push(line);
      lines.push(line);
    }
    written += fs.writeSync(handle, `${lines.join('\n')}\n`);
  }
  fs.closeSync(handle);
}

/** In a process of its own, so that its peak is its own. */
function measure(what: string, file: string): Measured {
  const { stdout, stderr, status } = spawnSync(process.execPath, [process.argv[1], what, file], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Measured;
}

async function run(what: string, file: string): Promise<void> {
  const before = process.memoryUsage.rss();
  const context = { emit: () => undefined, signal: new AbortController().signal };
  const began = process.cpuUsage();
  let detail: string;
  if (what === 'clean') {
    const output = `${file}.clean.txt`;
    const reply = await clean({ file, steps: STEPS, baseFolder: path.dirname(file), output }, context);
    fs.rmSync(output);
    detail = `${reply.lines} lines, ${reply.changed} changed, ${reply.removed} removed`;
  } else {
    const { lines, tokens, types, duplicates, estimates } = await corpusStatistics({ file }, context);
    detail = JSON.stringify({ lines, tokens, types, duplicates, estimates });
  }
  const megabytes = process.resourceUsage().maxRSS / 1024 - before / 1048576;
  const { user, system } = process.cpuUsage(began);
  process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, megabytes, detail }));
}

function compare(size: number): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-scale-'));
  try {
    for (const megabytes of [size / 2, size]) write(path.join(folder, `${megabytes}.txt`), megabytes);
    for (const what of ['statistics', 'clean']) {
      const [half, whole] = [size / 2, size].map((megabytes) => measure(what, path.join(folder, `${megabytes}.txt`)));
      for (const [megabytes, figures] of [
        [size / 2, half],
        [size, whole],
      ] as const)
        console.log(
          `${what} of ${megabytes} MB: ${figures.seconds.toFixed(1)} s, ${figures.megabytes.toFixed(0)} MB above the start; ${figures.detail}`,
        );
      assert.ok(whole.megabytes < MOST_MB, `${what} took ${whole.megabytes.toFixed(0)} MB`);
      assert.ok(
        whole.seconds / half.seconds < MOST_RATIO,
        `${what}: twice the text took ${(whole.seconds / half.seconds).toFixed(2)} times as long`,
      );
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const [, , what, file] = process.argv;
if (file !== undefined) void run(what, file);
else compare(Number(what ?? 200));
