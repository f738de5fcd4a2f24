// What Kiwi says of a text as a file that experiments read, and back: with an analyser made up here, since its model cannot be shipped.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { analysedWords, wordLines } from '../../../bench/morphemes/analysedWords';
import { comeBack } from '../../../bench/morphemes/comeBack';
import { morphemeOf } from '../../../src/engine/text/tokenizers/analysers/kiwi';
import { withFolder } from '../store/support/temporaryFolder';

/** As Kiwi tells of them: endings are written with the last letters of syllables (U+11AB), places may be shared. */
const analysis = (shift = 0) =>
  [
    { str: '학교', tag: 'NNG', position: 0, length: 2 },
    { str: '에', tag: 'JKB', position: 2, length: 1 },
    { str: '가', tag: 'VV-R', position: 4, length: 1 },
    { str: 'ᆫ다', tag: 'EF', position: 4, length: 2 + shift },
    { str: '+', tag: 'SW', position: 7, length: 1 },
  ].map(morphemeOf);

describe("Kiwi's words", () => {
  it('are written as experiments read them, and come back from the tags of their characters', () =>
    withFolder(async (folder) => {
      const words = analysedWords('학교에 간다 +', analysis()) ?? assert.fail('left out');
      const lines = wordLines(words);
      assert.equal(lines, '학교에\t학교/NNG + 에/JKB\n간다\t가/VV + ᆫ다/EF\n+\t+/SW\n');
      const file = path.join(folder, 'words.txt');
      fs.writeFileSync(file, `${lines}\n${lines}`);
      assert.deepEqual(await comeBack(file), { words: 6, back: 6, tags: 6 });
    }));

  it('are left out where a morpheme reaches over a space, or a word has none', () => {
    assert.equal(analysedWords('학교에 간다 +', analysis(2)), undefined);
    assert.equal(analysedWords('학교에 간다 + 또', analysis()), undefined);
    assert.equal(analysedWords('', []), undefined);
  });
});
