// The lines that are tokenised: one pass over them keeps those asked for and how long each is, in bounded memory.

import type { TokenizeReply, TokenizeRequest } from '../../protocol/tokenizeCalls';
import { LabError } from '../../protocol/labError';
import { eachFile } from '../text/corpus/corpusFiles';
import { countSpaced } from '../text/corpus/words';
import { widthAt } from '../text/tokenizers/pieces';
import type { EngineContext } from './context';
import { fractionOf, sizesOf } from './readingProgress';

const DEFAULT_LINES = 1_000;
/** Of a line's text so many UTF-16 units are answered, and of all lines together. */
export const MOST_UNITS_OF_A_LINE = 100_000;
const MOST_UNITS_OF_LINES = 4_000_000;
/** Lines of a given text between two looks at whether it was cancelled. */
const LINES_A_BLOCK = 1_000;

export type KeptLine = Pick<TokenizeReply['lines'][number], 'line' | 'text' | 'file' | 'isCut'>;

export interface Pass {
  phase: string;
  /** Which part of the progress of the whole call this pass is. */
  from: number;
  to: number;
}

export class LineSurvey {
  readonly lengths = new TokenHistogram();
  readonly kept: KeptLine[] = [];
  /** Stretches between white space. */
  words = 0;
  encoding = 'utf-8';
  /** Of the first file that is a table. */
  columns?: TokenizeReply['columns'];
  /** What a person should know about how the files were read. */
  notices: string[] = [];
  private keptUnits = 0;

  constructor(private readonly request: TokenizeRequest) {}

  /** Calls `lengthOf` with each line. Fails as `readText`, and with `CANCELLED`. */
  async each(context: EngineContext, pass: Pass, lengthOf: (text: string) => number): Promise<void> {
    const { firstLine = 0, maxLines = DEFAULT_LINES } = this.request;
    for await (const { texts, file, fraction } of this.parts(context)) {
      for (const { text, line } of texts) {
        const isWanted = this.lengths.lines >= firstLine && this.kept.length < maxLines;
        if (isWanted && this.keptUnits < MOST_UNITS_OF_LINES) this.keep(text, line - 1, file);
        this.words += countSpaced(text);
        this.lengths.add(lengthOf(text));
      }
      context.progress({ phase: pass.phase, fraction: pass.from + (pass.to - pass.from) * fraction });
    }
  }

  private keep(text: string, line: number, file: string | undefined): void {
    const isCut = text.length > MOST_UNITS_OF_A_LINE;
    const end = MOST_UNITS_OF_A_LINE - (widthAt(text, MOST_UNITS_OF_A_LINE - 1) === 2 ? 1 : 0);
    const shown = isCut ? text.slice(0, end) : text;
    this.keptUnits += shown.length;
    this.kept.push({ line, text: shown, file, ...(isCut ? { isCut } : {}) });
  }

  private async *parts({ signal }: EngineContext): AsyncGenerator<Part> {
    const { text, files = [], column, reading } = this.request;
    requireGoing(signal);
    if (text !== undefined) yield* partsOfText(text, signal);
    const sizes = sizesOf(files);
    const notices: string[] = [];
    let index = 0;
    for await (const { file, facts, columns, column: read, blocks, notices: noted } of eachFile(files, {
      column,
      reading,
    })) {
      if (read !== undefined) this.columns ??= { all: [...columns], text: read };
      for await (const texts of blocks()) {
        requireGoing(signal);
        yield { texts, file, fraction: fractionOf(sizes, index, facts.bytesRead) };
      }
      this.encoding = facts.encoding;
      notices.push(...noted().map((note) => (files.length > 1 ? `"${file}": ${note}` : note)));
      index++;
    }
    this.notices = notices;
  }
}

function requireGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new LabError('CANCELLED', 'Tokenising was cancelled.');
}

async function* partsOfText(text: string, signal: AbortSignal): AsyncGenerator<Part> {
  const lines = text.split(/\r\n|\r|\n/).map((each, index) => ({ text: each, line: index + 1 }));
  for (let from = 0; from < lines.length; from += LINES_A_BLOCK) {
    const texts = lines.slice(from, from + LINES_A_BLOCK);
    yield { texts, fraction: Math.min(1, (from + LINES_A_BLOCK) / lines.length) };
    await new Promise((resolve) => setImmediate(resolve)); // lets a cancel arrive
    requireGoing(signal);
  }
}

interface Part {
  /** Lines are 1-based. */
  texts: { text: string; line: number }[];
  file?: string;
  /** How much was read once this part is done, 0..1. */
  fraction: number;
}

const BINS = 50;
const SLOTS = 1 << 14;

/** How many tokens lines have: one count for each length, and coarser ones once there is a line of very many. */
class TokenHistogram {
  lines = 0;
  tokens = 0;
  private longest = 0;
  /** Lines with `[i width, (i + 1) width)` tokens. */
  private counts = new Float64Array(SLOTS);
  private width = 1;

  add(tokens: number): void {
    this.lines++;
    this.tokens += tokens;
    if (tokens > this.longest) this.longest = tokens;
    while (tokens >= SLOTS * this.width) this.coarsen();
    this.counts[Math.floor(tokens / this.width)]++;
  }

  private coarsen(): void {
    const { counts } = this;
    this.counts = new Float64Array(SLOTS);
    counts.forEach((count, slot) => (this.counts[slot >> 1] += count));
    this.width *= 2;
  }

  result(): Pick<TokenizeReply, 'lengthHistogram' | 'binWidth'> {
    const { longest, width } = this;
    const binWidth = Math.max(1, Math.ceil(Math.ceil((longest + 1) / BINS) / width) * width);
    const lengthHistogram = new Array<number>(Math.floor(longest / binWidth) + 1).fill(0);
    this.counts.forEach((count, slot) => {
      if (count > 0) lengthHistogram[Math.floor((slot * width) / binWidth)] += count;
    });
    return { lengthHistogram, binWidth };
  }
}
