// The texts of the scale test: a large corpus that looks like one, and texts nobody would write.

import fs from 'node:fs';
import { randomNumbers } from '../faults/randomNumbers';

/** Lines of a Zipfian vocabulary that goes on growing, in Korean and English, one in twenty a repetition; or a table of them. */
export function writeCorpus(file: string, megabytes: number): void {
  const isTable = file.endsWith('.tsv');
  const random = randomNumbers(7);
  const handle = fs.openSync(file, 'w');
  if (isTable) fs.writeSync(handle, 'label\ttext\n');
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
      lines.push(isTable ? `${line.length % 2}\t${line}` : line);
    }
    written += fs.writeSync(handle, `${lines.join('\n')}\n`);
  }
  fs.closeSync(handle);
}

/** A file of so many bytes that repeats `unit`. */
export function writeRepeated(file: string, unit: Buffer, bytes: number): void {
  const block = Buffer.alloc(Math.ceil((1 << 20) / unit.byteLength) * unit.byteLength, unit);
  const handle = fs.openSync(file, 'w');
  for (let left = Math.floor(bytes / unit.byteLength) * unit.byteLength; left > 0;)
    left -= fs.writeSync(handle, block, 0, Math.min(left, block.byteLength));
  fs.closeSync(handle);
}
