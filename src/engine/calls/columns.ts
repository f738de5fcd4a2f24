// The call `columns`: what is in a data file, to guess its text and label columns.

import { guessColumns, overviewOfTable } from '../text/columnStatistics';
import { readingNotes } from '../text/readingNotes';
import { readText } from '../text/readText';
import { tableIn } from '../text/table';
import type { EngineCall } from './context';

const SAMPLE_LINES = 5;
const LONGEST_SAMPLE = 10_000;

/** Plain text has no columns; its sample are its first lines. Fails as `openTable`. */
export const columns: EngineCall<'columns'> = async ({ file, header, reading }) => {
  const table = await tableIn(file, { ...reading, ...(header === undefined ? {} : { header }) });
  if (table) {
    const overview = await overviewOfTable(table);
    return { ...overview, guess: guessColumns(overview.statistics) };
  }
  const { blocks, facts } = readText(file, { encoding: reading?.encoding, cutsLongLines: true });
  const sample: string[][] = [];
  let rows = 0;
  for await (const { lines } of blocks()) {
    for (const line of lines.slice(0, SAMPLE_LINES - sample.length)) sample.push([line.slice(0, LONGEST_SAMPLE)]);
    rows += lines.length;
  }
  return {
    columns: [],
    rows,
    sample,
    statistics: [],
    guess: {},
    encoding: facts.encoding,
    notices: readingNotes(facts),
  };
};
