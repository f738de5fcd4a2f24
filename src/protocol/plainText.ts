// Text from files as it may be shown: what an editor, a terminal, a spreadsheet or a reader would take for a command, made harmless.
// Honest text comes out as it went in.

const BIDI = '\\u202a-\\u202e\\u2066-\\u2069';
/** Control characters but tabs and line feeds, what turns the direction of the text around it, and halves of characters. */
const UNSEEN = new RegExp(`[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f${BIDI}\\p{Cs}]`, 'gu');
const DELETE = 0x7f;

/** Control characters get the signs that Unicode has for them (␛), other characters that must not act `U+FFFD`. */
function signOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === DELETE ? '\u2421' : '\ufffd';
}

/** Nothing in it acts on what shows it; tabs and line ends stay, those of Windows as line feeds. */
export const withoutControls = (text: string): string => text.replace(/\r\n/g, '\n').replace(UNSEEN, signOf);

/** At most so many UTF-16 units, the last an ellipsis where some are left out; no character is cut in two. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.codePointAt(most - 2) === text.charCodeAt(most - 2) ? most - 1 : most - 2;
  return `${text.slice(0, end)}…`;
}

/** Stands invisibly between two characters and breaks no line. */
const JOINER = '\u2060';

/** `[text](command:...)` stays no link, `$(name)` no icon: the editor looks for both in nearly all that it shows. */
const inert = (text: string): string => text.replace(/[\]$](?=\()/g, `$&${JOINER}`);

/** For what the editor shows in several lines: messages, tooltips. @param most UTF-16 units */
export const shownText = (text: string, most = 4000): string => inert(withoutControls(cut(text, most)));

/** For what the editor shows in one line: labels, titles. @param most UTF-16 units */
export const shownLine = (text: string, most = 1000): string =>
  shownText(text, most).replace(/[\n\t\u2028\u2029]+/g, ' ');

/** White space made visible, as a token may be nothing else. */
export const visibleToken = (token: string): string =>
  token.replace(/ /g, '␣').replace(/\n/g, '↵').replace(/\t/g, '⇥') || '∅';

/** As Markdown that shows the very text: no mark in it makes anything. */
export const markdownText = (text: string): string =>
  withoutControls(cut(text, 4000))
    .replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/^[ \t]| (?= )|\t/gm, '&nbsp;')
    .replace(/\n/g, '\n\n');

/** A line of JSON whose strings hold no control character: they are written as escapes. */
export const jsonLine = (value: object): string =>
  JSON.stringify(value).replace(
    new RegExp(`[\\u007f-\\u009f${BIDI}]`, 'g'),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Spreadsheets run what begins so, whatever quotes stand around it. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** A cell of a table for spreadsheets: what one would take for a formula begins with `'`; numbers stay numbers. */
export const spreadsheetCell = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
