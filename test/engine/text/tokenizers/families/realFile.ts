// A tokenizer.json of a person beside Hugging Face's library: special tokens recognised and taken as text, texts of its own
// vocabulary, decoding of any ids, and how long each takes to open it.

import { Tokenizer } from 'tokenizers';
import { createRandom } from '../../../../../src/engine/data/random';
import { asBytes } from '../../../../../src/engine/text/tokenizers/bytes';
import { readTokenizerJson } from '../../../../../src/engine/text/tokenizers/tokenizerJson';
import { awkwardTexts } from './awkwardTexts';
import { differences, type Differences, omittedByTable } from './familyParity';

interface FileReport {
  recognised: Differences;
  /** With special tokens as text like any other. */
  asText: Differences;
  /** Of `sequences` lists of any ids. */
  decodedAny: number;
  sequences: number;
  example?: string;
  /** Milliseconds. */
  opened: { here: number; there: number };
}

interface FileShape {
  added_tokens?: { id: number; content: string; special?: boolean }[];
  model: {
    type?: string;
    vocab: Record<string, number> | [string, number][];
    merges?: (string | [string, string])[];
    unk_token?: string | null;
  };
}

function timed<T>(open: () => T): [opened: T, milliseconds: number] {
  const start = performance.now();
  const opened = open();
  return [opened, Math.round(performance.now() - start)];
}

export async function compareFile(text: string, count: number): Promise<FileReport> {
  const json = withoutUnfollowed(text);
  const [here, hereTime] = timed(() => readTokenizerJson(json, 'file', { specialTokens: 'recognise' }));
  const [there, thereTime] = timed(() => Tokenizer.fromString(json));
  const omits = omittedBy(json);
  const { added_tokens: added = [] } = JSON.parse(json) as FileShape;
  // A special token that the normalizer changes has another name there, by which decoding does not leave it out.
  const renamed = new Set(added.filter(({ id, content, special }) => special && there.idToToken(id) !== content).map(({ id }) => id)); // prettier-ignore
  const lists = anyIds(here.tokens, renamed, count);
  const own = await there.decodeBatch(lists, false);
  const texts = [
    ...awkwardTexts(
      count,
      added.map(({ content }) => content),
    ),
    ...own.slice(0, Math.ceil(count / 3)),
  ];
  const recognised = await differences({ here, there, texts, omits, notDecoded: renamed });
  const asText = await differences({
    here: readTokenizerJson(json, 'file', { specialTokens: 'text' }),
    there: Tokenizer.fromString(withoutSpecial(json)),
    ...{ texts, omits, withoutDecoding: true },
  });
  const decoded = await there.decodeBatch(lists, true);
  const wrong = lists.filter((ids, i) => here.decode(ids) !== decoded[i]);
  const first = lists.indexOf(wrong[0]);
  return {
    ...{ recognised, asText, decodedAny: wrong.length, sequences: lists.length },
    example: wrong.length > 0 ? `decoding of ${lists[first].join(' ')}:\n    here  ${JSON.stringify(here.decode(lists[first]))}\n    there ${JSON.stringify(decoded[first])}` : undefined, // prettier-ignore
    opened: { here: hereTime, there: thereTime },
  };
}

/** Also what BPE without an unknown token leaves out, since it is not in its vocabulary: bytes or characters. */
function omittedBy(json: string): (text: string) => boolean {
  const { model } = JSON.parse(json) as FileShape;
  const { vocab } = model;
  const isOmitted = omittedByTable(json);
  if (model.type !== 'BPE' || Array.isArray(vocab) || (model.unk_token && model.unk_token in vocab)) return isOmitted;
  const units = json.includes('"ByteLevel"') ? asBytes : (text: string): string => text.replace(/\s/gu, '');
  return (text) => isOmitted(text) || Array.from(units(text)).some((unit) => !(unit in vocab));
}

/** Of any tokens but `without`. */
function anyIds(tokens: readonly string[], without: ReadonlySet<number>, count: number): number[][] {
  const random = createRandom({ seed: 5, stream: 'any ids' });
  const known = tokens.map((token, id) => (token === '' || without.has(id) ? -1 : id)).filter((id) => id >= 0);
  const pick = (): number => known[Math.floor(random.uniform() * known.length)];
  return Array.from({ length: count }, () => Array.from({ length: 1 + Math.floor(random.uniform() * 12) }, pick));
}

/** Without what is not followed here: texts cut or filled to one length, and merges left out at random. */
function withoutUnfollowed(json: string): string {
  const file = JSON.parse(json) as FileShape;
  return JSON.stringify({ ...file, truncation: null, padding: null, model: { ...file.model, dropout: null } });
}

/**
 * The same file with other names for its special tokens, so that no text has one, whether it is found before the text is cut or by
 * the model. BPE keeps single characters, as that library does when asked to take special tokens as text: some files have `!` as padding.
 */
function withoutSpecial(json: string): string {
  const file = JSON.parse(json) as FileShape;
  const { vocab, merges = [], unk_token: unknown } = file.model;
  const merged = new Set(merges.map((pair) => (typeof pair === 'string' ? pair.replace(' ', '') : pair.join(''))));
  const isKept = (token: string): boolean =>
    file.model.type === 'BPE' && (Array.from(token).length === 1 || merged.has(token));
  const all = file.added_tokens ?? [];
  const specials = new Set(all.filter(({ special }) => special).map(({ content }) => content));
  const hidden = (token: string): string =>
    specials.has(token) && !isKept(token) ? `\u{10fffd}${token}\u{10fffd}` : token;
  file.added_tokens = all
    .filter(({ content, special }) => !special || !isKept(content))
    .map((token) => ({ ...token, content: hidden(token.content) }));
  file.model.vocab = Array.isArray(vocab)
    ? vocab.map(([token, score]): [string, number] => [hidden(token), score])
    : Object.fromEntries(Object.entries(vocab).map(([token, id]) => [hidden(token), id]));
  if (typeof unknown === 'string') file.model.unk_token = hidden(unknown);
  return JSON.stringify(file);
}
