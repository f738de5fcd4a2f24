// Texts of the Embeddings view: words on the map, and what can be done with them.
import type { Translate } from '../../shared/connect';

export const wordStrings = (t: Translate) => ({
  search: t('Find a word'),
  searchTexts: t('Find or type a text'),
  unknownWord: (word: string) => t('“{0}” has no vector here.', word),
  notOnMap: (word: string) => t('“{0}” is not on the map.', word),
  selected: (count: string) => t('{0} selected', count),
  said: (word: string) => t('{0} selected', word),
  word: t('Word'),
  text: t('Text'),
  line: (line: string) => t('line {0}', line),
  lineTitle: t('Line'),
  row: t('Rank'),
  count: t('Count'),
  seen: (count: string) => t('seen {0} times', count),
  group: t('Colour'),
  x: t('x'),
  y: t('y'),
  z: t('z'),
  onMap: t('Words on the map'),
  pointMenu: (word: string) => t('What to do with {0}', word),
  showNeighbors: t('Show Neighbours'),
  isolateWord: t('Isolate with Neighbours'),
  isolateSelection: (count: string, areTexts: boolean) =>
    areTexts ? t('Isolate {0} Selected Texts', count) : t('Isolate {0} Selected Words', count),
  showLines: t('Show Lines in the Corpus'),
  openText: t('Open Text in Editor'),
  copyWord: t('Copy Word'),
  copyText: t('Copy Text'),
  noWords: t('There are no words to show.'),
  noTexts: t('There are no texts to show.'),
});
