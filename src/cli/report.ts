// Where a command's words go: with `--json` records on standard output and everything for people on standard error;
// without it results on standard output, and a live line on standard error when that is a terminal. Control characters from files
// reach neither: of what a terminal obeys only our own colours are left.

import { styleText } from 'node:util';
import { jsonLine, withoutControls } from '../protocol/plainText';
import type { Surroundings } from './surroundings';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

export interface Report {
  readonly json: boolean;
  /** A line of JSON, only with `--json`. */
  record(value: object): void;
  /** A result for people. */
  line(text?: string): void;
  /** A part of a result for people, as it comes; no line ends with it. */
  piece(text: string): void;
  /** Progress and notices for people: always standard error. */
  note(text: string): void;
  /** Replaces the live line, at most ten times a second; '' takes it away. Does nothing where nobody could see it. */
  live(text: string): void;
  style(style: Style, text: string): string;
}

const LIVE_INTERVAL_MS = 100;
/** So many coloured pieces are remembered as ours; a line has far fewer. */
const MOST_STYLED = 10_000;
const STYLED = /(\x1b\[\d+m[^\x1b]*\x1b\[\d+m)/; // what styleText writes

export function createReport(
  { stdout, stderr, styled, now }: Pick<Surroundings, 'stdout' | 'stderr' | 'styled' | 'now'>,
  json: boolean,
): Report {
  let shown = false;
  let shownAt = -Infinity;
  const ours = new Set<string>();
  const harmless = (text: string): string =>
    text
      .split(STYLED)
      .map((part) => (ours.has(part) ? part : withoutControls(part)))
      .join('');
  const clear = (): void => {
    if (shown) stderr.write('\r\x1b[K');
    shown = false;
  };
  return {
    json,
    record(value) {
      if (json) stdout.write(`${jsonLine(value)}\n`);
    },
    line(text = '') {
      clear();
      (json ? stderr : stdout).write(`${harmless(text)}\n`);
    },
    piece(text) {
      clear();
      (json ? stderr : stdout).write(harmless(text));
    },
    note(text) {
      clear();
      stderr.write(`${harmless(text)}\n`);
    },
    live(text) {
      if (stderr.isTTY !== true) return;
      if (text === '') return clear();
      if (now() - shownAt < LIVE_INTERVAL_MS) return;
      shownAt = now();
      shown = true;
      const line = withoutControls(text).replace(/[\n\t]/g, ' ');
      const seen = line.slice(0, (stderr.columns ?? 80) - 1).replace(/[\ud800-\udbff]$/, '');
      stderr.write(`\r\x1b[K${seen}`);
    },
    style(style, text) {
      if (!styled) return text;
      const piece = styleText(style, withoutControls(text));
      if (ours.size >= MOST_STYLED) ours.clear();
      ours.add(piece);
      return piece;
    },
  };
}
