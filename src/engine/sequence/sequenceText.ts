// The two sides of a translation as token ids, and back.

import { LabError } from '../../protocol/labError';
import { specialsInText, type TokenizerOptions } from '../../protocol/tokenizer';
import type { EncodedTexts } from '../data/encodedTexts';
import { analyserFor, readTokenizerInputs } from '../data/tokenizerInputs';
import { runFiles } from '../store/runFolder';
import { attachMarks } from '../text/attachMarks';
import { createTokenizer, learnVocabulary, openTokenizer } from '../text/tokenizer';
import { formatTokenizer } from '../text/tokenizerFile';
import { BOS, EOS, PAD, specialTokens, UNK, type Vocabulary } from '../text/vocabulary';

export interface TextSide {
  vocabulary: Vocabulary;
  /** Ids without begin and end symbols. */
  encode(text: string): Int32Array;
  /** The text of ids; symbols that are no text are left out. */
  decode(ids: readonly number[]): string;
  /** The same tokens as they stand in the text, with their places, and which of them have no id of their own. */
  tokenize(text: string): { tokens: string[]; offsets: [number, number][]; unknown: boolean[] };
}

/** What both sides are cut into; sources that are no texts have no tokens. */
export interface SequenceTokens {
  source?: TextSide;
  target: TextSide;
}

/** Marks are tokens of their own, whose spaces are lost. */
const cutsMarks = ({ type, spaces, compatibility = 'unicode' }: TokenizerOptions): boolean =>
  spaces !== 'marker' && (type === 'syllable' || type === 'jamo' || (type === 'word' && compatibility === 'unicode'));

/** Letters of Hangul, also with a space between two, as syllables: a vowel and a final belong to what is before them. */
const composed = (letters: string): string => letters.replace(/ (?=[\u1160-\u11ff])/g, '').normalize('NFC');

/** How tokens become a text again, beside what the tokenizer's own decoder does. */
interface Writing {
  /** Between what is decoded and a token that is not known. */
  joiner: string;
  /** Letters of Hangul become syllables. */
  composes: boolean;
  /** Spaces between words and marks are found by rules. */
  attachesMarks: boolean;
}

export const writingOf = (options: TokenizerOptions): Writing => ({
  joiner: options.spaces === 'marker' ? '' : ' ',
  composes: options.type === 'jamo',
  attachesMarks: cutsMarks(options),
});

/** A side as a run keeps it. */
export function sideOf(
  { tokenizer, vocabulary }: ReturnType<typeof openTokenizer>,
  options: TokenizerOptions,
): TextSide {
  const pipeline = vocabulary.file?.pipeline;
  const { joiner, composes, attachesMarks } = writingOf(options);
  const shift = pipeline ? vocabulary.tokens.length - pipeline.tokens.length : 0;
  const isText = (id: number): boolean => id !== PAD && id !== BOS && id !== EOS;
  const placed = (text: string) => {
    if (pipeline) {
      const { tokens, offsets, ids } = pipeline.tokenize(text);
      return { tokens, offsets, ids: ids.map((id) => (id === pipeline.unknownId ? UNK : id + shift)) };
    }
    const { tokens, offsets } = tokenizer.tokenize(text);
    return { tokens, offsets, ids: tokens.map((token) => vocabulary.idOf(token)) };
  };
  return {
    vocabulary,
    encode: (text) => tokenizer.encode(vocabulary, text).filter(isText),
    decode(ids) {
      const kept = ids.filter(isText);
      if (!pipeline) return kept.map((id) => vocabulary.tokens[id]).join(' ');
      // `<unk>` is a special token of the file, which its decoder would leave out: what is around it is text.
      const parts: string[] = [];
      let run: number[] = [];
      const flush = (): void => {
        if (run.length > 0) parts.push(pipeline.decode(run));
        run = [];
      };
      for (const id of kept) {
        if (id !== UNK) run.push(id - shift);
        else {
          flush();
          parts.push('<unk>');
        }
      }
      flush();
      const joined = parts.join(joiner);
      const text = composes ? composed(joined) : joined;
      return attachesMarks ? attachMarks(text) : text;
    },
    tokenize(text) {
      const { tokens, offsets, ids } = placed(text);
      const kept = [...ids.keys()].filter((i) => isText(ids[i]));
      return {
        tokens: kept.map((i) => tokens[i]),
        offsets: kept.map((i) => offsets[i]),
        unknown: kept.map((i) => ids[i] === UNK),
      };
    },
  };
}

/** How an experiment cuts both sides. */
export interface SequenceTokenizers {
  tokenizer: TokenizerOptions;
  /** Of the target side, where it is another. */
  targetTokenizer?: TokenizerOptions;
  sharedVocabulary: boolean;
  /** The sources are no texts: the target's is the one vocabulary. */
  targetOnly?: boolean;
}

/**
 * Learns the vocabularies from the training part, and gives the files that a run keeps of them: what trains a model and
 * what is loaded from its run are the same. Adds to `notices` what a person should know.
 */
export async function learnSequenceText(
  { tokenizer, targetTokenizer, sharedVocabulary, targetOnly }: SequenceTokenizers,
  baseFolder: string,
  texts: { source: readonly string[]; target: readonly string[] },
  notices: string[] = [],
): Promise<SequenceTokens & { documents: Record<string, string> }> {
  const learn = async (
    options: TokenizerOptions,
    from: readonly string[],
  ): Promise<{ side: TextSide; text: string }> => {
    const inputs = await readTokenizerInputs(options, baseFolder);
    const vocabulary = learnVocabulary(from, createTokenizer(options, inputs), options, notices);
    const text = formatTokenizer(options, vocabulary);
    const opened = openTokenizer(text, runFiles.tokenizer, inputs);
    return { side: sideOf(opened, options), text };
  };
  if (targetOnly) {
    const { side, text } = await learn(targetTokenizer ?? tokenizer, texts.target);
    return { target: side, documents: { [runFiles.tokenizer]: text } };
  }
  if (sharedVocabulary) {
    const { side, text } = await learn(tokenizer, [...texts.source, ...texts.target]);
    return { source: side, target: side, documents: { [runFiles.tokenizer]: text } };
  }
  const source = await learn(tokenizer, texts.source);
  const target = await learn(targetTokenizer ?? tokenizer, texts.target);
  return {
    source: source.side,
    target: target.side,
    documents: { [runFiles.tokenizer]: source.text, [runFiles.targetTokenizer]: target.text },
  };
}

/** Opens the files of a run. Fails with `INVALID_FILE`. */
export async function openSequenceText(
  { tokenizer, targetTokenizer, sharedVocabulary, targetOnly }: SequenceTokenizers,
  baseFolder: string,
  read: (name: string) => { text: string; file: string },
): Promise<SequenceTokens> {
  const open = (options: TokenizerOptions, name: string) => openTextSide(options, baseFolder, read(name));
  if (targetOnly) return { target: await open(targetTokenizer ?? tokenizer, runFiles.tokenizer) };
  const source = await open(tokenizer, runFiles.tokenizer);
  if (sharedVocabulary) return { source, target: source };
  return { source, target: await open(targetTokenizer ?? tokenizer, runFiles.targetTokenizer) };
}

/** Opens one side's file of a run. Fails with `INVALID_FILE`. */
export async function openTextSide(
  options: TokenizerOptions,
  baseFolder: string,
  { text, file }: { text: string; file: string },
): Promise<TextSide> {
  const analyser = await analyserFor(options, text, baseFolder);
  const opened = openTokenizer(text, file, { analyser, specialTokens: specialsInText(options) });
  if (options.type !== 'file') requireSymbols(opened.vocabulary, file);
  return sideOf(opened, options);
}

/** A file that was learned here begins with the special symbols: without them no output could begin or end. */
function requireSymbols({ tokens, file: own }: Vocabulary, file: string): void {
  const kept = own?.pipeline.tokens ?? tokens;
  for (const id of [BOS, EOS]) {
    const name = specialTokens[id];
    if (kept[id] === name) continue;
    throw new LabError(
      'INVALID_FILE',
      `"${file}" has lost its symbol "${name}" (token ${id} is "${kept[id]}"): no output could ${id === EOS ? 'end' : 'begin'}. Put it back, or train the run again.`,
      { file },
    );
  }
}

/** Sides of many texts as a model is given them, cut to the longest length; sources end with the end symbol. */
export function encodeSide(
  texts: readonly string[],
  side: TextSide,
  { maxLength, truncation, isSource }: { maxLength: number; truncation: 'end' | 'start'; isSource: boolean },
): EncodedTexts {
  const facts = { truncated: 0, empty: 0, unknown: 0 };
  const room = isSource ? maxLength - 1 : maxLength;
  const encoded = texts.map((text) => {
    const all = side.encode(text);
    if (all.length > room) facts.truncated++;
    if (all.length === 0) facts.empty++;
    const cut = truncation === 'end' ? all.subarray(0, room) : all.subarray(Math.max(0, all.length - room));
    for (const id of cut) if (id === UNK) facts.unknown++;
    return isSource ? [...cut, EOS] : cut;
  });
  const starts = new Int32Array(texts.length + 1);
  encoded.forEach(({ length }, i) => (starts[i + 1] = starts[i] + length));
  const ids = new Int32Array(starts[texts.length]);
  encoded.forEach((each, i) => ids.set(each, starts[i]));
  return { ids, starts, ...facts };
}
