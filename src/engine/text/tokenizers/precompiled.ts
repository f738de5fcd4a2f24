// The normaliser "Precompiled": SentencePiece's table of replacements, as T5, XLM-R and their kin bring it. The table is a
// double-array trie (Aoe 1989) over UTF-8, whose leaves point into a list of replacements, each ended by a zero byte.

import { LabError } from '../../../protocol/labError';
import { eachGrapheme } from './graphemes';

/** What stands for a piece of text; undefined where it stays as it is. */
type Replacement = (piece: string) => string | undefined;

/** Calls `put` for the parts of a text in their order: what each becomes, and where it was. */
export type CutPrecompiled = (text: string, put: (part: string, start: number, end: number) => void) => void;

/** Graphemes of so many bytes in UTF-8 and more are looked up character by character. */
const LONG_GRAPHEME_BYTES = 6;

/** Without anything that joins its neighbours, so that each character is a grapheme. */
const simple = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u3041-\u3096\u4e00-\u9fff\uac00-\ud7a3]*$/;
const MAX_CACHED = 65_536;

/** @param charsmap the table in base64. Fails with `INVALID_FILE` where it is none. */
export function precompiled(charsmap: string): CutPrecompiled {
  const replacementOf = remembered(readTable(Buffer.from(charsmap, 'base64')));
  return (text, put) => {
    const putCharacters = (piece: string, base: number): void => {
      let at = base;
      for (const character of piece) {
        put(replacementOf(character) ?? character, at, at + character.length);
        at += character.length;
      }
    };
    if (simple.test(text)) return putCharacters(text, 0);
    eachGrapheme(text, (grapheme, start) => {
      const whole = Buffer.byteLength(grapheme) < LONG_GRAPHEME_BYTES ? replacementOf(grapheme) : undefined;
      if (whole === undefined) putCharacters(grapheme, start);
      else put(whole, start, start + grapheme.length);
    });
  };
}

function remembered(look: Replacement): Replacement {
  const known = new Map<string, string | undefined>();
  return (piece) => {
    if (known.has(piece)) return known.get(piece);
    const found = look(piece);
    if (known.size < MAX_CACHED) known.set(piece, found);
    return found;
  };
}

function readTable(bytes: Buffer): Replacement {
  const invalid = new LabError('INVALID_FILE', 'The table of the normalizer "Precompiled" is damaged.');
  if (bytes.length < 4) throw invalid;
  const size = bytes.readUInt32LE(0);
  if (size % 4 !== 0 || size === 0 || 4 + size > bytes.length) throw invalid;
  const units = Uint32Array.from({ length: size / 4 }, (_, i) => bytes.readUInt32LE(4 + 4 * i));
  const replacements = bytes.subarray(4 + size);
  return (piece) => {
    const at = shortestPrefix(units, Buffer.from(piece));
    if (at === undefined || at > replacements.length) return undefined;
    const end = replacements.indexOf(0, at);
    return replacements.toString('utf8', at, end < 0 ? replacements.length : end);
  };
}

/** The value of the shortest key that the bytes begin with. A place outside of the table is no match. */
function shortestPrefix(units: Uint32Array, key: Uint8Array): number | undefined {
  let node = offsetOf(units[0]);
  for (const byte of key) {
    if (byte === 0) return undefined;
    node ^= byte;
    const unit = units[node];
    if (unit === undefined || (unit & 0x8000_00ff) >>> 0 !== byte) return undefined;
    node ^= offsetOf(unit);
    const isLeaf = ((unit >>> 8) & 1) === 1;
    if (isLeaf) return node < units.length ? units[node] & 0x7fff_ffff : undefined;
  }
  return undefined;
}

const offsetOf = (unit: number): number => ((unit >>> 10) << ((unit & 0x200) >>> 6)) >>> 0;
