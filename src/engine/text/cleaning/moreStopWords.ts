// Stop words of further languages, and a longer English list with contractions (180 words; NLTK has 179): npm package
// `@orama/stopwords`, after Snowball.

import { stopwords as ar } from '@orama/stopwords/arabic';
import { stopwords as bg } from '@orama/stopwords/bulgarian';
import { stopwords as da } from '@orama/stopwords/danish';
import { stopwords as nl } from '@orama/stopwords/dutch';
import { stopwords as longEnglish } from '@orama/stopwords/english';
import { stopwords as fi } from '@orama/stopwords/finnish';
import { stopwords as fr } from '@orama/stopwords/french';
import { stopwords as de } from '@orama/stopwords/german';
import { stopwords as el } from '@orama/stopwords/greek';
import { stopwords as hu } from '@orama/stopwords/hungarian';
import { stopwords as hi } from '@orama/stopwords/indian';
import { stopwords as id } from '@orama/stopwords/indonesian';
import { stopwords as it } from '@orama/stopwords/italian';
import { stopwords as no } from '@orama/stopwords/norwegian';
import { stopwords as pt } from '@orama/stopwords/portuguese';
import { stopwords as ro } from '@orama/stopwords/romanian';
import { stopwords as ru } from '@orama/stopwords/russian';
import { stopwords as es } from '@orama/stopwords/spanish';
import { stopwords as sv } from '@orama/stopwords/swedish';
import { stopwords as tr } from '@orama/stopwords/turkish';
import type { StopWordList } from '../../../protocol/cleaning';

type FurtherList = Exclude<StopWordList, 'en' | 'ko' | 'both' | 'none'>;

export const furtherStopWords: Readonly<Record<FurtherList, readonly string[]>> = {
  ...{ 'en-long': longEnglish, ar, bg, da, de, el, es, fi, fr, hi },
  ...{ hu, id, it, nl, no, pt, ro, ru, sv, tr },
};
