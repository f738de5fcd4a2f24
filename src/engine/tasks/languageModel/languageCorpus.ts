// The text of a language model: read as a stream, cut by a vocabulary of its training part, and kept as ids on the disk. What is held
// out as a fraction is the end of the text, in one piece: what lies between two texts that were seen is known too well.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readingOptionsOf } from '../../../protocol/reading';
import { readCorpus } from '../../data/corpusReader';
import { corpusSourceFiles } from '../../data/corpusSources';
import { sampledPassages } from '../../data/heldOutSample';
import { hashFile } from '../../data/fileHash';
import { unknownNotice, type UnknownTokens } from '../../data/unknownTokens';
import type { LanguageText } from '../../language/languageText';
import { createTokenStore, type TokenPart } from '../../store/tokenStore';
import { runFiles } from '../../store/runFolder';
import { readStopWords } from '../../text/cleaning/ownStopWords';
import type { PrepareOptions } from '../../train/preparedRun';
import type { AroundModel } from './aroundModel';
import { linesOf, type CorpusLine } from './encodeTexts';
import { learnLanguageText } from './learnText';
import { PartWriter, type JudgedText } from './partWriter';

export interface LanguageCorpus {
  readonly text: LanguageText;
  readonly train: TokenPart;
  /** Not there where the experiment has no such part. */
  readonly validation?: JudgedText;
  readonly test?: JudgedText;
  /** Files of the run besides its experiment, by name. */
  readonly documents: Readonly<Record<string, string>>;
  /** SHA-256 of the data files, by path relative to the experiment, and of the vocabulary. */
  readonly hashes: Record<string, string>;
  readonly notices: readonly string[];
  /** Gives the room on the disk back. */
  close(): void;
}

const PARTS = ['train', 'validation', 'test'] as const;
type PartName = (typeof PARTS)[number];

/** What of an experiment says how its text becomes ids. */
type AroundCorpus = Pick<AroundModel, 'data' | 'clean' | 'tokenizer'>;

/**
 * Fails as reading texts and as learning a tokenizer do, with `INVALID_DATA` where a part is empty, with `DISK` and `CANCELLED`; places
 * hold the experiment's key.
 * @param learn how the text is cut
 */
export async function prepareLanguageCorpus(
  options: PrepareOptions<AroundCorpus & { seed: number }>,
  learn: typeof learnLanguageText = learnLanguageText,
): Promise<LanguageCorpus> {
  const { experiment, baseFolder, progress, signal, sample } = options;
  const { data, clean, tokenizer, seed } = experiment;
  const notices: string[] = [];
  const { ownStopWords, files: stopWordFiles } = await readStopWords(clean, baseFolder);
  const sources = new Map<PartName, string[]>();
  for (const part of PARTS) {
    const source = data[part];
    if (source === undefined || typeof source === 'number') continue;
    const named = await Promise.all([source].flat().map((name) => corpusSourceFiles(name, baseFolder, ['data', part])));
    sources.set(part, [...new Set(named.flat())]);
  }

  /** The lines of a source, cleaned. */
  async function* lines(part: PartName, noted?: string[]): AsyncGenerator<CorpusLine[]> {
    const reading = { column: data.text, reading: readingOptionsOf(data), clean, ownStopWords, signal };
    const limit = part === 'train' ? data.limit : 0;
    try {
      yield* linesOf(
        readCorpus(sources.get(part) ?? [], { ...reading, limit, noted: (note) => void noted?.push(note) }),
      );
    } catch (error) {
      if (!(error instanceof LabError) || error.code === 'CANCELLED') throw error;
      throw new LabError(error.code, error.message, { key: ['data', part], ...error.place }, { cause: error });
    }
  }

  progress({ phase: 'Reading' });
  const fractions = { validation: fractionOf(data.validation), test: fractionOf(data.test) };
  const borders = await bordersOf(fractions, () => lines('train'));
  const learning = async function* (): AsyncGenerator<readonly CorpusLine[]> {
    for await (const { own, part } of parted(lines('train'), borders)) if (part === 'train') yield own;
  };
  progress({ phase: 'Learning the tokenizer' });
  const learned = await learn(tokenizer, { baseFolder, lines: learning, signal, notices });
  const { text } = learned;

  progress({ phase: 'Tokenizing' });
  const store = createTokenStore(text.vocabulary.tokens.length);
  try {
    const parts = new Map<PartName, JudgedText>();
    for (const source of sources.keys()) {
      const all = source === 'train' ? parted(lines(source, notices), borders) : named(lines(source, notices), source);
      let current: { name: PartName; writer: PartWriter } | undefined;
      for await (const { own, part } of all) {
        if (current?.name !== part) {
          if (current) parts.set(current.name, current.writer.end());
          current = { name: part, writer: new PartWriter(store, text) };
        }
        current.writer.add(own);
      }
      if (current) parts.set(current.name, current.writer.end());
    }
    const hashes: Record<string, string> = {};
    for (const file of new Set([...[...sources.values()].flat(), ...stopWordFiles]))
      hashes[path.relative(baseFolder, file)] = await hashFile(file);
    hashes.vocabulary = text.vocabulary.hash; // last: where a file has changed, that is what to tell
    const wanted = (part: PartName): JudgedText | undefined =>
      data[part] === undefined || data[part] === 0 ? undefined : requirePart(parts.get(part), part);
    const validation = wanted('validation');
    const train = beginningOf(requirePart(parts.get('train'), 'train'), data.share);
    notices.push(...unknownNotice(Object.fromEntries([...parts].map(([name, part]) => [name, unknownOf(part)]))));
    return {
      ...{ text, train, validation: validation && sampledPassages(validation, { seed, sample }), test: wanted('test') },
      ...{ documents: { [runFiles.tokenizer]: learned.file }, hashes, notices },
      close: () => store.close(),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** So much of its tokens. */
const beginningOf = ({ length, read }: TokenPart, share = 1): TokenPart => ({
  ...{ read, length: Math.max(1, Math.round(share * length)) },
});

const unknownOf = ({ passages, length }: JudgedText): UnknownTokens => ({
  unknown: passages.reduce((sum, each) => sum + each.unknown, 0),
  tokens: length,
});

const fractionOf = (part: unknown): number => (typeof part === 'number' ? part : 0);

/** UTF-16 units of text at which a part that was cut off begins. */
type Borders = Readonly<Record<'validation' | 'test', number>>;

/** Where the parts begin that are fractions of the text; it is read for that alone where there are such. */
async function bordersOf(
  { validation, test }: Record<'validation' | 'test', number>,
  lines: () => AsyncGenerator<CorpusLine[]>,
): Promise<Borders> {
  if (validation + test === 0) return { validation: Infinity, test: Infinity };
  let units = 0;
  for await (const block of lines()) for (const { text } of block) units += text.length + 1;
  return {
    validation: validation > 0 ? units * (1 - validation - test) : Infinity,
    test: test > 0 ? units * (1 - test) : Infinity,
  };
}

/** Lines that follow on each other in one part. */
interface PartedLines {
  own: readonly CorpusLine[];
  part: PartName;
}

async function* named(lines: AsyncIterable<CorpusLine[]>, part: PartName): AsyncGenerator<PartedLines> {
  for await (const own of lines) yield { own, part };
}

/** A part begins with the first line whose middle lies at its border or behind it. */
async function* parted(lines: AsyncIterable<CorpusLine[]>, { validation, test }: Borders): AsyncGenerator<PartedLines> {
  let units = 0;
  for await (const block of lines) {
    const parts = block.map(({ text }): PartName => {
      const middle = units + (text.length + 1) / 2;
      units += text.length + 1;
      return middle >= test ? 'test' : middle >= validation ? 'validation' : 'train';
    });
    for (const part of PARTS) {
      const from = parts.indexOf(part);
      if (from >= 0) yield { own: block.slice(from, parts.lastIndexOf(part) + 1), part };
    }
  }
}

function requirePart(part: JudgedText | undefined, name: PartName): JudgedText {
  if (part && part.length > 0) return part;
  throw new LabError(
    'INVALID_DATA',
    `The ${name} part is empty. A text is cut between lines or rows: where it has few, name a file of its own for the part, or set its fraction to 0.`,
    { key: ['data', name] },
  );
}
