// What a long test has measured: said where it is run, and kept for the table of promises where it is a stage of the night.
import { append } from './append.cjs';

/** @param {string} words */
export function figure(words) {
  console.log(words);
  append({ kind: 'figure', title: words });
}
