// The corpus as numbers: written once while the text is read, then read chunk by chunk in every epoch, by any thread. It
// stays in memory up to a limit and goes to a temporary file beyond it.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LabError } from '../../protocol/labError';

/** Ends a sentence. */
export const END = -1;
/** Longer sentences are cut, as in gensim. */
const MAX_SENTENCE = 10_000;
/** Most tokens of a chunk, sentence ends included. */
export const CHUNK_TOKENS = 16_384;
const BLOCK_TOKENS = 1 << 18;
/** Tokens kept in memory: 256 MB. */
const MEMORY_TOKENS = 1 << 26;

/** Where the chunks are; plain data that may be posted to threads. */
export interface TokenChunks {
  /** Token at which each chunk starts, and the end of the last; `[chunks + 1]`. */
  starts: Float64Array;
  source: { kind: 'memory'; tokens: Int32Array } | { kind: 'file'; file: string };
  /** Words of the longest sentence. */
  longestSentence: number;
}

/** Tokens on their way to memory or disk. */
class TokenSink {
  private readonly blocks: Int32Array[] = [];
  private block = new Int32Array(BLOCK_TOKENS);
  private used = 0;
  private file: { name: string; descriptor: number } | undefined;
  length = 0;

  constructor(private readonly memoryTokens: number) {}

  push(token: number): void {
    if (this.used === BLOCK_TOKENS) this.endBlock();
    this.block[this.used++] = token;
    this.length++;
  }

  private endBlock(): void {
    if (this.file) this.write(this.block);
    else {
      this.blocks.push(this.block);
      if (this.blocks.length * BLOCK_TOKENS >= this.memoryTokens) this.spill();
    }
    this.block = new Int32Array(BLOCK_TOKENS);
    this.used = 0;
  }

  private spill(): void {
    const name = path.join(
      os.tmpdir(),
      `nlp-lab-${process.pid}-${Date.now()}-${Math.floor(performance.now() * 1000)}.ids`,
    );
    this.file = { name, descriptor: onDisk(name, () => fs.openSync(name, 'wx+', 0o600)) };
    for (const block of this.blocks.splice(0)) this.write(block);
  }

  private write(block: Int32Array): void {
    const { name, descriptor } = this.file ?? { name: '', descriptor: -1 };
    const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
    onDisk(name, () => {
      for (let at = 0; at < bytes.length;) at += fs.writeSync(descriptor, bytes, at);
    });
  }

  /** All tokens in order, block by block; then nothing is kept. */
  *drain(): Generator<Int32Array> {
    const last = this.block.subarray(0, this.used);
    if (this.file) {
      const { name, descriptor } = this.file;
      const whole = new Int32Array(BLOCK_TOKENS);
      for (let at = 0; at < this.length - this.used; at += BLOCK_TOKENS) {
        readTokens(descriptor, name, at, whole);
        yield whole;
      }
      yield last;
      this.discard();
      return;
    }
    for (let block = this.blocks.shift(); block; block = this.blocks.shift()) yield block;
    yield last;
  }

  /** In a form that threads can read: shared memory, or the file's name. */
  finish(): TokenChunks['source'] {
    if (this.file) {
      this.write(this.block.subarray(0, this.used));
      fs.closeSync(this.file.descriptor);
      return { kind: 'file', file: this.file.name };
    }
    const tokens = new Int32Array(new SharedArrayBuffer(this.length * 4));
    let at = 0;
    for (const block of this.drain()) {
      tokens.set(block, at);
      at += block.length;
    }
    return { kind: 'memory', tokens };
  }

  discard(): void {
    this.blocks.length = 0;
    if (!this.file) return;
    fs.closeSync(this.file.descriptor);
    fs.rmSync(this.file.name, { force: true });
    this.file = undefined;
  }
}

function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError('DISK', `The temporary file of the corpus failed: ${reason}.`, { file }, { cause: error });
  }
}

function readTokens(descriptor: number, file: string, at: number, into: Int32Array): void {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  const read = onDisk(file, () => fs.readSync(descriptor, bytes, 0, bytes.length, at * 4));
  if (read !== bytes.length)
    throw new LabError('DISK', 'The temporary file of the corpus was cut off while it was in use. Train again.', {
      file,
    });
}

/** Takes a corpus word by word, counts the words, and gives each a provisional number. */
export class TokenWriter {
  readonly words: string[] = [];
  private readonly ids = new Map<string, number>();
  private counted = new Float64Array(1024);
  private sink: TokenSink;
  private sentence = 0;

  constructor(private readonly memoryTokens = MEMORY_TOKENS) {
    this.sink = new TokenSink(memoryTokens);
  }

  add(word: string): void {
    let id = this.ids.get(word);
    if (id === undefined) {
      id = this.words.length;
      const copy = ownCopy(word);
      this.ids.set(copy, id);
      this.words.push(copy);
      if (id === this.counted.length) this.counted = grown(this.counted);
    }
    this.counted[id]++;
    this.sink.push(id);
    if (++this.sentence >= MAX_SENTENCE) this.endSentence();
  }

  endSentence(): void {
    if (this.sentence > 0) this.sink.push(END);
    this.sentence = 0;
  }

  /** How often each provisional number was seen. */
  get counts(): Float64Array {
    return this.counted.subarray(0, this.words.length);
  }

  /** Replaces every run of tokens by another; `rewrite` is given each sentence and returns the new one. */
  rewrite(rewrite: (sentence: readonly number[]) => readonly number[], wordsAfter: () => readonly string[]): void {
    const old = this.sink;
    this.sink = new TokenSink(this.memoryTokens);
    const counts: number[] = [];
    for (const sentence of sentencesOf(old)) {
      for (const id of rewrite(sentence)) {
        counts[id] = (counts[id] ?? 0) + 1;
        this.sink.push(id);
      }
      this.sink.push(END);
    }
    const words = wordsAfter();
    this.words.push(...words.slice(this.words.length));
    this.counted = Float64Array.from({ length: this.words.length }, (_, id) => counts[id] ?? 0);
  }

  /** Calls `visit` for each sentence. The tokens stay. */
  forEachSentence(visit: (sentence: readonly number[]) => void): void {
    this.rewrite(
      (sentence) => {
        visit(sentence);
        return sentence;
      },
      () => this.words,
    );
  }

  /** The tokens as rows; words whose row is negative are left out. Call once, last. */
  finish(rowOf: Int32Array): TokenChunks {
    const rows = new TokenSink(this.memoryTokens);
    const starts = [0];
    let longestSentence = 0;
    for (const sentence of sentencesOf(this.sink)) {
      const kept = sentence.map((id) => rowOf[id]).filter((row) => row >= 0);
      if (kept.length === 0) continue;
      longestSentence = Math.max(longestSentence, kept.length);
      if (rows.length + kept.length + 1 - starts[starts.length - 1] > CHUNK_TOKENS) starts.push(rows.length);
      for (const row of kept) rows.push(row);
      rows.push(END);
    }
    if (rows.length > starts[starts.length - 1]) starts.push(rows.length);
    return { starts: Float64Array.from(starts), source: rows.finish(), longestSentence };
  }

  discard(): void {
    this.sink.discard();
  }
}

function* sentencesOf(sink: TokenSink): Generator<number[]> {
  let sentence: number[] = [];
  for (const block of sink.drain())
    for (const id of block) {
      if (id !== END) sentence.push(id);
      else {
        yield sentence;
        sentence = [];
      }
    }
  if (sentence.length > 0) yield sentence;
}

function grown(counts: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(counts.length * 2);
  larger.set(counts);
  return larger;
}

/** A slice of a line keeps the whole line in memory; a copy does not. */
function ownCopy(word: string): string {
  return word.length < 13 ? word : Buffer.from(word, 'utf16le').toString('utf16le');
}

export interface ChunkReader {
  /** Copies a chunk's tokens to the start of `into` and returns how many there are. */
  read(chunk: number, into: Int32Array): number;
  close(): void;
}

export function openChunks({ starts, source }: TokenChunks): ChunkReader {
  const lengthOf = (chunk: number): number => starts[chunk + 1] - starts[chunk];
  if (source.kind === 'memory')
    return {
      read(chunk, into) {
        into.set(source.tokens.subarray(starts[chunk], starts[chunk + 1]));
        return lengthOf(chunk);
      },
      close: () => undefined,
    };
  const { file } = source;
  const descriptor = onDisk(file, () => fs.openSync(file, 'r'));
  const buffer = new Int32Array(CHUNK_TOKENS);
  return {
    read(chunk, into) {
      const tokens = buffer.subarray(0, lengthOf(chunk));
      readTokens(descriptor, file, starts[chunk], tokens);
      into.set(tokens);
      return tokens.length;
    },
    close: () => fs.closeSync(descriptor),
  };
}

/** Removes the temporary file, if there is one. */
export function discardChunks({ source }: TokenChunks): void {
  if (source.kind === 'file') fs.rmSync(source.file, { force: true });
}
