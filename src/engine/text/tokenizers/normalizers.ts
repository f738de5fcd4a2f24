// The normaliser stage: Unicode forms, case, accents, replacements. Each has a fast way that gives the text alone and a
// way that carries the place of every unit; both give the same text.

import { LabError } from '../../../protocol/labError';
import { AlignedBuilder, alignedText, type AlignedText } from './alignedText';
import { asBytes } from './bytes';
import type { BoundedPattern } from './boundedPattern';
import { isSpace } from './characterClasses';
import type { Normalizer } from './normalizer';
import type { NormalizerSpec } from './spec';
import { searchPattern } from './patterns';
import { precompiled } from './precompiled';
import { widthAt } from './pieces';
import { unicodeForm } from './unicodeForms';

export function createNormalizer(spec: NormalizerSpec): Normalizer {
  switch (spec.type) {
    case 'Sequence': {
      const parts = spec.normalizers.map(createNormalizer);
      return {
        plain(text) {
          let result = text;
          for (const part of parts) result = bounded(part.plain(result), text.length);
          return result;
        },
        aligned: (source) =>
          parts.reduce((result, part) => {
            const changed = part.aligned(result);
            bounded(changed.text, source.text.length);
            return changed;
          }, source),
      };
    }
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD':
      return unicodeForm(spec.type);
    case 'Lowercase':
      return byCharacter(lower, lowerCharacter);
    case 'StripAccents':
      return without(/\p{M}/gu);
    case 'Nmt':
      return nmt();
    case 'ByteLevel':
      return byCharacter(asBytes, asBytes);
    case 'Strip':
      return strip(spec.strip_left, spec.strip_right);
    case 'Prepend':
      return prepend(spec.prepend);
    case 'Replace':
      return replaceAll(searchPattern(spec.pattern), spec.content);
    case 'Precompiled':
      return byTable(spec.precompiled_charsmap ?? '');
    case 'BertNormalizer':
      return bert(spec);
  }
}

const compose = unicodeForm('NFC');

/** The text with its letters in one character each (NFC), and where each comes from. */
export const composedText = (text: string): AlignedText => compose.aligned(alignedText(text));

/** Replacements one after the other could make a text longer without end. */
function bounded(text: string, originalLength: number): string {
  if (text.length <= 100_000 + 100 * originalLength) return text;
  throw new LabError('INVALID_FILE', 'The normalizer makes texts more than a hundred times longer.');
}

/** Lower case character by character: the form of sigma at a word's end is left alone, as in Rust and in HF's files. */
function lower(text: string): string {
  return (text.includes('Σ') ? text.replaceAll('Σ', 'σ') : text).toLowerCase();
}

function lowerCharacter(character: string): string {
  return character === 'Σ' ? 'σ' : character.toLowerCase();
}

const without = (pattern: RegExp): Normalizer =>
  byCharacter(
    (text) => text.replace(pattern, ''),
    (character) => character.replace(pattern, ''),
  );

/** Of SentencePiece: control characters go, other characters that separate become spaces. */
function nmt(): Normalizer {
  const change = (text: string): string =>
    text
      .replace(/[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]/g, '')
      .replace(/[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]/g, ' ');
  return byCharacter(change, change);
}

/** A change of each code point by itself. */
function byCharacter(plain: (text: string) => string, change: (character: string) => string): Normalizer {
  return {
    plain,
    aligned(source) {
      const { text } = source;
      const whole = plain(text);
      if (whole === text) return source;
      const result = new AlignedBuilder(source);
      for (let at = 0; at < text.length;) {
        const end = at + widthAt(text, at);
        result.put(change(text.slice(at, end)), at, end);
        at = end;
      }
      return result.finish();
    },
  };
}

function byTable(charsmap: string): Normalizer {
  if (charsmap === '') return { plain: (text) => text, aligned: (text) => text };
  const cut = precompiled(charsmap);
  return {
    plain(text) {
      let result = '';
      cut(text, (part) => (result += part));
      return result;
    },
    aligned(source) {
      const result = new AlignedBuilder(source);
      cut(source.text, (part, start, end) => result.put(part, start, end));
      return result.finish();
    },
  };
}

function strip(left: boolean, right: boolean): Normalizer {
  const bounds = (text: string): [number, number] => {
    let start = 0;
    let end = text.length;
    while (left && start < end && isSpace(text[start])) start++;
    while (right && end > start && isSpace(text[end - 1])) end--;
    return [start, end];
  };
  return {
    plain: (text) => text.slice(...bounds(text)),
    aligned(source) {
      const [start, end] = bounds(source.text);
      if (end - start === source.text.length) return source;
      const result = new AlignedBuilder(source);
      result.put(source.text.slice(start, end), start, end);
      return result.finish();
    },
  };
}

function prepend(prefix: string): Normalizer {
  return {
    plain: (text) => (text === '' ? text : prefix + text),
    aligned(source) {
      const { text } = source;
      if (text === '') return source;
      const result = new AlignedBuilder(source);
      result.put(prefix, 0, widthAt(text, 0));
      result.put(text, 0, text.length);
      return result.finish();
    },
  };
}

/** What stands for a match has the place of its last character. */
const lastWidth = (match: string): number => match.length - match.replace(/[^]$/u, '').length;

function replaceAll(pattern: BoundedPattern, content: string): Normalizer {
  return {
    plain: (text) => pattern.replace(text, () => content),
    aligned(source) {
      const { text } = source;
      const result = new AlignedBuilder(source);
      let at = 0;
      let found = 0;
      pattern.each(text, ({ 0: match, index }) => {
        result.put(text.slice(at, index), at, index);
        at = index + match.length;
        result.put(content, Math.max(index, at - lastWidth(match)), at);
        found++;
      });
      if (found === 0) return source;
      result.put(text.slice(at), at, text.length);
      return result.finish();
    },
  };
}

/** Not what is unassigned, nor the format characters that came after Unicode 8, whose tables the others have. */
const control = /^(?![\t\n\r\u0890\u0891\u08e2\u{110cd}\u{13430}-\u{1343f}])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]$/u;
const chinese =
  /^[\u{4e00}-\u{9fff}\u{3400}-\u{4dbf}\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{f900}-\u{faff}\u{2f800}-\u{2fa1f}]$/u;

/** As in BERT: control characters go, white space becomes a space, Chinese characters stand alone, accents and case go. */
function bert(spec: Extract<NormalizerSpec, { type: 'BertNormalizer' }>): Normalizer {
  const { clean_text: clean, handle_chinese_chars: spaced, lowercase } = spec;
  const steps: Normalizer[] = [];
  const step = (change: (character: string) => string): void => {
    const cache = new Map<string, string>();
    const cached = (character: string): string => {
      let result = cache.get(character);
      if (result === undefined) cache.set(character, (result = change(character)));
      return result;
    };
    const plain = (text: string): string => {
      let result = '';
      for (const character of text) result += cached(character);
      return result;
    };
    steps.push(byCharacter(plain, cached));
  };
  if (clean) step((c) => (c === '\0' || c === '\ufffd' || control.test(c) ? '' : isSpace(c) ? ' ' : c));
  if (spaced) step((c) => (chinese.test(c) ? ` ${c} ` : c));
  if (spec.strip_accents ?? lowercase) steps.push(unicodeForm('NFD'), without(/\p{Mn}/gu));
  if (lowercase) steps.push(createNormalizer({ type: 'Lowercase' }));
  return {
    plain: (text) => steps.reduce((result, each) => each.plain(result), text),
    aligned: (text) => steps.reduce((result, each) => each.aligned(result), text),
  };
}
