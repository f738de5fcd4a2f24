// The options that name the columns of labelled tables, for evaluate and compare.

import type { OptionSpec, ParsedArguments } from '../arguments';

export const COLUMN_OPTIONS: Record<string, OptionSpec> = {
  'text-column': { value: '<name>', help: "column of the texts (default: the experiment's)" },
  'label-column': { value: '<name>', help: "column of the labels (default: the experiment's)" },
};

export function columnsOf(given: ParsedArguments): { text?: string; label?: string } {
  const [text, label] = [given.text('text-column'), given.text('label-column')];
  return { ...(text === undefined ? {} : { text }), ...(label === undefined ? {} : { label }) };
}
