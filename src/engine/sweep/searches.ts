// The ways to search, a line for each.

import { z } from 'zod';
import { withShorthand } from '../schema/shorthand';
import { grid } from './grid/grid';
import { halving } from './halving/halving';
import { parzen } from './parzen/parzen';
import { random } from './random/random';
import type { SearchOptions, Searcher } from './searcher';

const SEARCHES = { tpe: parzen, random, grid, halving };

const names = Object.keys(SEARCHES) as (keyof typeof SEARCHES)[];

export const searchSchema = withShorthand(
  names,
  z.discriminatedUnion('type', [parzen.schema, random.schema, grid.schema, halving.schema]),
)
  .prefault('tpe')
  .describe('How the values of trials are found: a type, or an object with its settings.');

export type Search = z.output<typeof searchSchema>;

export function createSearcher(search: Search, options: SearchOptions): Searcher {
  switch (search.type) {
    case 'tpe':
      return parzen.create(options, search);
    case 'halving':
      return halving.create(options, search);
    case 'random':
      return random.create(options);
    case 'grid':
      return grid.create(options);
  }
}
