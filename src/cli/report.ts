// Where a command's words go: with `--json` records on standard output and everything for people on standard error;
// without it results on standard output, and a live line on standard error when that is a terminal.

import { styleText } from 'node:util';
import type { Surroundings } from './surroundings';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

export interface Report {
  readonly json: boolean;
  /** A line of JSON, only with `--json`. */
  record(value: object): void;
  /** A result for people. */
  line(text?: string): void;
  /** Progress and notices for people: always standard error. */
  note(text: string): void;
  /** Replaces the live line, at most ten times a second; '' takes it away. Does nothing where nobody could see it. */
  live(text: string): void;
  style(style: Style, text: string): string;
}

const LIVE_INTERVAL_MS = 100;

export function createReport(
  { stdout, stderr, styled, now }: Pick<Surroundings, 'stdout' | 'stderr' | 'styled' | 'now'>,
  json: boolean,
): Report {
  let shown = false;
  let shownAt = -Infinity;
  const clear = (): void => {
    if (shown) stderr.write('\r\x1b[K');
    shown = false;
  };
  return {
    json,
    record(value) {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    line(text = '') {
      clear();
      (json ? stderr : stdout).write(`${text}\n`);
    },
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    live(text) {
      if (stderr.isTTY !== true) return;
      if (text === '') return clear();
      if (now() - shownAt < LIVE_INTERVAL_MS) return;
      shownAt = now();
      shown = true;
      stderr.write(`\r\x1b[K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    style: (style, text) => (styled ? styleText(style, text) : text),
  };
}
