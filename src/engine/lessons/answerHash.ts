// An answer as a hash, so that a lesson can know the right one without telling it. It keeps honest people from reading it by chance, no more:
// short answers can be guessed.

import { createHash } from 'node:crypto';

/** The same for what is the same to a person: blanks, capitals and how a number is written make no difference. */
function plain(answer: string | number | boolean): string {
  const text = String(answer).normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
  const number = Number(text);
  return text !== '' && Number.isFinite(number) ? String(number) : text;
}

/** SHA-256 in hexadecimal digits; the name goes into it, so that two questions with one answer have two hashes. */
export const answerHash = (name: string, answer: string | number | boolean): string =>
  createHash('sha256')
    .update(`${name}=${plain(answer)}`)
    .digest('hex');
