// Words and marks, as the tokenizer "word" cuts them, written as text again. What was cut does not say where spaces were, so
// this follows rules of typesetting, as the detokenizer of Moses does (Koehn et al. 2007): good for Korean and English alike,
// and wrong where the same words can be written in two ways.

const CLOSING = new Set('.,!?;:%)]}”»…。、，！？');
const OPENING = new Set('([{“«¿¡$£€₩#@');
/** Between two words these stand without spaces: t-shirt, and/or. */
const JOINING = new Set('-/');
const APOSTROPHES = new Set("'’");
/** After an apostrophe these belong to the word before it. */
const CONTRACTIONS = new Set(['s', 't', 're', 've', 'll', 'd', 'm']);
/** Words no longer than this lose a vowel before the next: l'homme, o'clock. */
const ELISION = 2;

const isWord = (token: string | undefined): boolean => token !== undefined && /[\p{L}\p{N}]/u.test(token);
const isNumber = (token: string | undefined): boolean => token !== undefined && /^\p{N}+$/u.test(token);

/** `tokens` with one space between them, as text: `it ' s 3 . 5 ( or so ) .` is `it's 3.5 (or so).` */
export function attachMarks(tokens: string): string {
  const all = tokens.split(' ');
  let quoting = false;
  let text = '';
  all.forEach((token, i) => {
    const isQuote = token === '"';
    const closes = isQuote && quoting;
    const opened = all[i - 1] === '"' && quoting && !closes;
    const apart = i > 0 && !closes && !opened && isApart(all, i);
    text += apart ? ` ${token}` : token;
    if (isQuote) quoting = !quoting;
  });
  return text;
}

/** Whether a space stands before token `i`. */
function isApart(tokens: readonly string[], i: number): boolean {
  const [beforeLast, last, token, next] = [tokens[i - 2], tokens[i - 1], tokens[i], tokens[i + 1]];
  if (OPENING.has(last) || CLOSING.has(token)) return false;
  if (JOINING.has(token)) return !(isWord(last) && isWord(next));
  if (JOINING.has(last)) return !(isWord(beforeLast) && isWord(token));
  if (APOSTROPHES.has(token)) return !isWord(last);
  if (APOSTROPHES.has(last))
    return !(isWord(beforeLast) && (CONTRACTIONS.has(token.toLowerCase()) || beforeLast.length <= ELISION));
  return !(isNumber(beforeLast) && isNumber(token) && joinsDigits(last, token));
}

/** 3.5, 1,000 and 10:30. */
function joinsDigits(mark: string, after: string): boolean {
  if (mark === '.') return true;
  return (mark === ',' && after.length === 3) || (mark === ':' && after.length === 2);
}
