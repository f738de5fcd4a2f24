// The decoder stage: tokens back to text.

import { byteOfCharacter, byteOfToken } from './bytes';
import { searchPattern } from './patterns';
import type { DecoderSpec } from './spec';

/** Changes the tokens of one text; joined without anything between them they are the text. */
type Decoder = (tokens: readonly string[]) => readonly string[];

/** Without a decoder tokens are joined by spaces. */
export function createDecoder(spec: DecoderSpec | null | undefined): (tokens: readonly string[]) => string {
  if (!spec) return (tokens) => tokens.join(' ');
  const decode = decoder(spec);
  return (tokens) => decode(tokens).join('');
}

function decoder(spec: DecoderSpec): Decoder {
  switch (spec.type) {
    case 'Sequence': {
      const parts = spec.decoders.map(decoder);
      return (tokens) => parts.reduce<readonly string[]>((result, part) => part(result), tokens);
    }
    case 'ByteLevel':
      return (tokens) => [decodeBytes(tokens)];
    case 'Fuse':
      return (tokens) => [tokens.join('')];
    case 'ByteFallback':
      return joinByteTokens;
    case 'WordPiece':
      return (tokens) =>
        tokens.map((token, i) => {
          const joined =
            token.startsWith(spec.prefix) && i > 0 ? token.slice(spec.prefix.length) : i > 0 ? ` ${token}` : token;
          return spec.cleanup ? cleanUp(joined) : joined;
        });
    case 'Metaspace':
      return (tokens) =>
        tokens.map((token, i) =>
          token.replaceAll(spec.replacement, i === 0 && spec.prepend_scheme !== 'never' ? '' : ' '),
        );
    case 'BPEDecoder':
      return (tokens) => tokens.map((token, i) => token.replaceAll(spec.suffix, i === tokens.length - 1 ? '' : ' '));
    case 'CTC':
      return (tokens) => joinRepeated(tokens, spec);
    case 'Strip':
      return (tokens) => tokens.map((token) => stripped(token, spec));
    case 'Replace': {
      const pattern = searchPattern(spec.pattern);
      return (tokens) => tokens.map((token) => pattern.replace(token, () => spec.content));
    }
  }
}

/** A token with a character that is no byte stands for itself. Bytes that are no UTF-8 become U+FFFD. */
function decodeBytes(tokens: readonly string[]): string {
  const bytes: number[] = [];
  for (const token of tokens) {
    const own = Array.from(token, byteOfCharacter);
    const known = own.filter((byte) => byte !== undefined);
    for (const byte of known.length === own.length ? known : Buffer.from(token)) bytes.push(byte);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** Runs of `<0x..>` become text; a run that is no UTF-8 becomes as many U+FFFD. */
function joinByteTokens(tokens: readonly string[]): string[] {
  const result: string[] = [];
  let open: number[] = [];
  const flush = (): void => {
    if (open.length === 0) return;
    try {
      result.push(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(open)));
    } catch {
      result.push('\ufffd'.repeat(open.length));
    }
    open = [];
  };
  for (const token of tokens) {
    const byte = byteOfToken(token);
    if (byte !== undefined) open.push(byte);
    else {
      flush();
      result.push(token);
    }
  }
  flush();
  return result;
}

/** Of models that name a letter for each moment of speech: repetitions are one letter, `pad_token` none. */
function joinRepeated(tokens: readonly string[], spec: Extract<DecoderSpec, { type: 'CTC' }>): string[] {
  const changes = tokens.filter((token, i) => i === 0 || token !== tokens[i - 1]);
  const letters = changes.map((token) => token.replaceAll(spec.pad_token, ''));
  if (!spec.cleanup) return letters;
  return letters.map((letter) => cleanUp(letter).replaceAll(spec.word_delimiter_token, ' '));
}

/** English punctuation without the space before it, as in the library `transformers`. */
function cleanUp(text: string): string {
  const pairs = [' .', ' ?', ' !', ' ,'].map((from): [string, string] => [from, from.slice(1)]);
  const words: [string, string][] = [
    [" ' ", "'"],
    [" n't", "n't"],
    [" 'm", "'m"],
    [' do not', " don't"],
    [" 's", "'s"],
    [" 've", "'ve"],
    [" 're", "'re"],
  ];
  return [...pairs, ...words].reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

function stripped(token: string, { content, start, stop }: Extract<DecoderSpec, { type: 'Strip' }>): string {
  let from = 0;
  let to = token.length;
  while (from < start && from < to && token[from] === content) from++;
  while (token.length - to < stop && to > from && token[to - 1] === content) to--;
  return token.slice(from, to);
}
