// The call `columns`: what is in a data file, to guess its text and label columns.

import { guessColumns, overviewOfTable } from '../text/columnStatistics';
import { readText } from '../text/readText';
import { isTable } from '../text/table';
import type { EngineCall } from './context';

const SAMPLE_LINES = 5;

/** Plain text has no columns; its sample are its first lines. Fails as `openTable`. */
export const columns: EngineCall<'columns'> = async ({ file, header }) => {
  if (isTable(file, { header })) {
    const overview = await overviewOfTable(file, { header });
    return { ...overview, guess: guessColumns(overview.statistics) };
  }
  const { blocks, facts } = readText(file);
  const sample: string[][] = [];
  let rows = 0;
  for await (const { lines } of blocks()) {
    for (const line of lines.slice(0, SAMPLE_LINES - sample.length)) sample.push([line]);
    rows += lines.length;
  }
  return { columns: [], rows, sample, statistics: [], guess: {}, encoding: facts.encoding };
};
