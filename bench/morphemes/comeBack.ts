// Words of a file as tags of characters and back: how many have exactly the morphemes that they had.

import { readMorphemeWords } from '../../src/engine/data/tagged/morphemeWords';
import { morphemesIn } from '../../src/engine/morphemes/morphemesIn';
import { tagsOfWord } from '../../src/engine/morphemes/morphemeTags';

export async function comeBack(file: string): Promise<{ words: number; back: number; tags: number }> {
  const read = await readMorphemeWords(file, { token: 1, tag: -1 }, { notices: [], isFull: () => false });
  const tags = new Set<string>();
  let back = 0;
  for (const { word, morphemes } of read.flat()) {
    const written = tagsOfWord([...word], morphemes);
    for (const tag of written) tags.add(tag);
    const found = morphemesIn([...word], written).map(({ form, type }) => ({ form, tag: type }));
    if (JSON.stringify(found) === JSON.stringify(morphemes)) back++;
  }
  return { words: read.flat().length, back, tags: tags.size };
}
