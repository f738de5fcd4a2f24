// Pictures that runs are asked about.

import path from 'node:path';
import { can } from '../../protocol/ability';
import { abilitiesOf } from './abilitiesOf';

/** Whether sources of the run are pictures, and not texts. */
export const readsPictures = (folder: string): boolean => can(abilitiesOf(folder), 'picture');

/** Sources as the run is asked about them: of pictures their paths, which begin in `from`. */
export const sourcesFrom = (sources: readonly string[], folder: string, from: string): string[] =>
  readsPictures(folder) ? sources.map((source) => path.resolve(from, source)) : [...sources];
