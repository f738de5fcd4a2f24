// Pictures that runs are asked about.

import path from 'node:path';
import { can } from '../../protocol/ability';
import { abilitiesOf } from './abilitiesOf';

/** Whether sources of the run are pictures, and not texts. */
export const readsPictures = (folder: string): boolean => can(abilitiesOf(folder), 'picture');

/** A source as the run is asked about it: of a picture its path, which begins in `from`. */
export const sourceFrom = (source: string, folder: string, from: string): string =>
  readsPictures(folder) ? path.resolve(from, source) : source;
