// Bytes as printable characters, as in GPT-2 (Radford et al. 2019): a byte-level token is written with these, so that a
// tokenizer.json holds no control characters. Also the `<0x..>` tokens that stand for single bytes.

const printable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);

/** The character of each byte. */
export const byteCharacters: readonly string[] = (() => {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
})();

const bytesByCharacter: ReadonlyMap<string, number> = new Map(
  byteCharacters.map((character, byte) => [character, byte]),
);

/** The byte a character stands for; undefined for characters that stand for none. */
export function byteOfCharacter(character: string): number | undefined {
  return bytesByCharacter.get(character);
}

/** `<0x0A>` for 10. */
export function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

/** 10 for `<0x0A>`. */
export function byteOfToken(token: string): number | undefined {
  const found = /^<0x([0-9A-Fa-f]{2})>$/.exec(token);
  return found ? parseInt(found[1], 16) : undefined;
}

const encoder = new TextEncoder();

/** UTF-8 of one code point or a longer text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The characters of all bytes of a text. */
export function asBytes(text: string): string {
  return Array.from(utf8(text), (byte) => byteCharacters[byte]).join('');
}
