// An answer as a hash, so that a lesson can know the right one without telling it. It keeps honest people from reading it by chance, no more:
// short answers can be guessed.

import { createHash } from 'node:crypto';

/** The same for what is the same to a person: blanks, capitals and how a number is written make no difference. */
function plain(answer: string | number | boolean): string {
  const text = String(answer).normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
  const number = Number(text);
  return text !== '' && Number.isFinite(number) ? String(number) : text;
}

/** As near as the decimals ask for: one more or less of the last one is the same. */
export function isAbout(
  answer: string | number | boolean,
  value: string | number | boolean,
  decimals?: number,
): boolean {
  if (decimals === undefined) return plain(answer) === plain(value);
  return Math.abs(scaled(answer, decimals) - scaled(value, decimals)) <= 1;
}

/** In units of the last decimal; what is no number is near nothing. */
const scaled = (value: string | number | boolean, decimals: number): number =>
  plain(value) === '' ? Number.NaN : Math.round(Number(plain(value)) * 10 ** decimals);

/** Whether a hash is that of an answer; of a number with decimals, of one as near as `isAbout` takes. */
export function hasHash(
  name: string,
  answer: string | number | boolean,
  { sha256, decimals }: { sha256: string; decimals?: number },
): boolean {
  if (decimals === undefined) return answerHash(name, answer) === sha256;
  const about = scaled(answer, decimals);
  return [about, about - 1, about + 1].some(
    (units) => answerHash(name, rounded(units / 10 ** decimals, decimals)) === sha256,
  );
}

/** What is hashed of a number that is asked for with decimals. */
export const rounded = (value: number, decimals: number): string => value.toFixed(decimals);

/** SHA-256 in hexadecimal digits; the name goes into it, so that two questions with one answer have two hashes. */
export const answerHash = (name: string, answer: string | number | boolean): string =>
  createHash('sha256')
    .update(`${name}=${plain(answer)}`)
    .digest('hex');
