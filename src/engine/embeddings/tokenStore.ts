// The corpus as numbers: written once while the text is read, then read chunk by chunk in every epoch, by any thread. It
// stays in memory up to a limit and goes to a temporary file beyond it.

import type { Files, OpenFile } from '../store/files';
import { nodeFiles, openFile } from '../store/nodeFiles';
import { createScratchFile, type ScratchFile } from '../store/scratchFile';
import { readFully } from '../store/wholeFile';

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
  source: { kind: 'memory'; tokens: Int32Array } | { kind: 'file'; descriptor: number };
  /** Words of the longest sentence. */
  longestSentence: number;
}

/** Tokens on their way to memory or disk. */
class TokenSink {
  private readonly blocks: Int32Array[] = [];
  private block = new Int32Array(BLOCK_TOKENS);
  private used = 0;
  private file: ScratchFile | undefined;
  length = 0;

  constructor(
    private readonly memoryTokens: number,
    private readonly store: Files,
  ) {}

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
    this.file = createScratchFile(this.store, 'ids');
    for (const block of this.blocks.splice(0)) this.write(block);
  }

  private write(block: Int32Array): void {
    this.file?.append(bytesOf(block));
  }

  /** All tokens in order, block by block; then, or when the reader has left, nothing is kept. */
  *drain(): Generator<Int32Array> {
    try {
      const last = this.block.subarray(0, this.used);
      const whole = new Int32Array(this.file ? BLOCK_TOKENS : 0);
      for (let at = 0; this.file && at < this.length - this.used; at += BLOCK_TOKENS) {
        this.file.read(bytesOf(whole), at * 4);
        yield whole;
      }
      for (let block = this.blocks.shift(); block; block = this.blocks.shift()) yield block;
      yield last;
    } finally {
      this.discard();
    }
  }

  /** In a form that threads can read: shared memory, or the file's descriptor. */
  finish(): TokenChunks['source'] {
    if (this.file) {
      this.write(this.block.subarray(0, this.used));
      return { kind: 'file', descriptor: this.file.descriptor };
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
    this.file?.close();
    this.file = undefined;
  }
}

const bytesOf = (tokens: Int32Array): Uint8Array => new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength);

/** Takes a corpus word by word, counts the words, and gives each a provisional number. */
export class TokenWriter {
  readonly words: string[] = [];
  private readonly ids = new Map<string, number>();
  private counted = new Float64Array(1024);
  private sink: TokenSink;
  private sentence = 0;

  constructor(
    private readonly memoryTokens = MEMORY_TOKENS,
    private readonly store: Files = nodeFiles,
  ) {
    this.sink = new TokenSink(memoryTokens, store);
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
    this.sink = new TokenSink(this.memoryTokens, this.store);
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
    const rows = new TokenSink(this.memoryTokens, this.store);
    try {
      return this.rowsOf(rowOf, rows);
    } catch (error) {
      rows.discard();
      throw error;
    }
  }

  private rowsOf(rowOf: Int32Array, rows: TokenSink): TokenChunks {
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
  const file = fileOf(source.descriptor);
  const buffer = new Int32Array(CHUNK_TOKENS);
  return {
    read(chunk, into) {
      const tokens = buffer.subarray(0, lengthOf(chunk));
      readFully(file, NAME, bytesOf(tokens), starts[chunk] * 4);
      into.set(tokens);
      return tokens.length;
    },
    close: () => undefined, // it is closed where it was opened
  };
}

/** In messages; the file has no name. */
const NAME = 'the temporary file of the corpus';
const fileOf = (descriptor: number): OpenFile => openFile(NAME, descriptor);

/** Gives the room of the temporary file back, if there is one. No thread may read it any more. */
export function discardChunks({ source }: TokenChunks): void {
  if (source.kind !== 'file' || source.descriptor < 0) return;
  fileOf(source.descriptor).close();
  source.descriptor = -1;
}
