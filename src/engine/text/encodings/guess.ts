// Guesses an encoding by evidence: UTF-8 by its validity, others by the frequencies of letters (chardet's models, in the package
// jschardet) and by how much the decoded text looks like writing.

import { ENCODINGS, encodingNamed, type Encoding } from '../../../protocol/encodings';
import { createDecoderOf } from './decoders';
import { japaneseShare, koreanShare, oddnessOf } from './oddness';

/** Bytes of telling words that are looked at: more of them say nothing new. */
const EVIDENCE_BYTES = 1 << 16;
/** What an encoding is worth of which the models know nothing. */
const UNKNOWN = 0.01;
/** What is odder than this is no text. */
const MOST_ODD = 0.5;
/** Of two that are as likely, the one that files are in far more often. */
const FREQUENT: Partial<Record<Encoding, number>> = { 'windows-1252': 1.2, 'windows-1251': 1.2, macintosh: 0.3 };

/** What is known of the writing beside the models. */
const WRITING: Partial<Record<Encoding, (text: string) => number>> = {
  ...{ cp949: koreanShare, shift_jis: japaneseShare, 'euc-jp': japaneseShare },
};

/** The likeliest encoding of bytes without a byte order mark or zeros; UTF-8 where none fits. They may end within a character. */
export async function guessEncoding(sample: Uint8Array): Promise<Encoding> {
  const { sequences, long, faults } = utf8Shape(sample);
  if (sequences >= 4 * faults || long >= faults / 4) return 'utf-8'; // with bytes that are broken, where there are faults
  const evidence = tellingWords(sample);
  const { detectAll } = await import('jschardet');
  const confidences = new Map<Encoding, number>();
  for (const { encoding, confidence } of detectAll(evidence, { minimumThreshold: 0 })) {
    const known = encoding === null ? undefined : encodingNamed(encoding);
    if (known) confidences.set(known, Math.max(confidence, confidences.get(known) ?? 0));
  }
  let best: Encoding = 'utf-8';
  let most = 0;
  for (const encoding of ENCODINGS) {
    if (encoding.startsWith('utf')) continue;
    const text = createDecoderOf(encoding).decode(evidence, true);
    const oddness = oddnessOf(text);
    if (oddness > MOST_ODD) continue;
    const known = (confidences.get(encoding) ?? 0) + UNKNOWN + (WRITING[encoding]?.(text) ?? 0);
    const worth = (FREQUENT[encoding] ?? 1) * known * Math.exp(-8 * oddness);
    if (worth > most) [best, most] = [encoding, worth];
  }
  return best;
}

/** The words that hold a byte beyond ASCII, each with its neighbours. Bytes below `0` are part of no character of several bytes. */
function tellingWords(sample: Uint8Array): Uint8Array {
  const words: Uint8Array[] = [];
  let length = 0;
  let before = sample.subarray(0, 0);
  let keepsNext = false;
  for (let from = 0; from < sample.length && length < EVIDENCE_BYTES;) {
    let end = from;
    let isTelling = false;
    while (end < sample.length && sample[end] >= 0x30) if (sample[end++] >= 0x80) isTelling = true;
    while (end < sample.length && sample[end] < 0x30) end++;
    const word = sample.subarray(from, end);
    if (isTelling && !keepsNext) words.push(before);
    if (isTelling || keepsNext) {
      words.push(word);
      length += before.length + word.length;
    }
    [before, keepsNext, from] = [word, isTelling, end];
  }
  return Buffer.concat(words);
}

/**
 * How many characters of several bytes there are in UTF-8 (in `long` those of three bytes, which other encodings hardly ever have by
 * chance), and how many bytes that are none.
 */
function utf8Shape(sample: Uint8Array): { sequences: number; long: number; faults: number } {
  const shape = { sequences: 0, long: 0, faults: 0 };
  for (let at = 0; at < sample.length;) {
    const byte = sample[at];
    const bytes = byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    const end = Math.min(at + bytes, sample.length); // the last may be cut
    let next = at + 1;
    while (next < end && (sample[next] & 0xc0) === 0x80) next++;
    if (bytes === 0 || next < end) shape.faults++;
    else if (bytes > 1) {
      shape.sequences++;
      if (bytes > 2) shape.long++;
    }
    at = bytes === 0 || next < end ? at + 1 : next;
  }
  return shape;
}
