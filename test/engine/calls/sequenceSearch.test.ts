// A trained sequence model searches for its outputs: the whole search is returned, and rules hold in it.

import assert from 'node:assert/strict';
import { askTexts } from './support/asked';
import { inLab } from './support/lab';
import { brief, experiment, RECURRENT, type Settings, trained, writePairs } from './support/reversals';

describe('sequence to sequence', () => {
  it('returns the whole search, and keeps to what is forced and forbidden', () =>
    inLab(async (lab) => {
      writePairs(lab, 400);
      const folder = await trained(lab, experiment('gru', RECURRENT, brief));
      const ask = async (decoding: Settings) => {
        const texts = ['a b c'];
        return (await askTexts(lab, { folder, texts, search: true, decoding }))[0];
      };
      const { search, outputs } = await ask({ beam: 3 });
      assert.ok(search && search.nodes.length > 6 && search.nodes.some(({ end }) => end === 'beam'));
      const [first] = search.nodes.filter(({ parent }) => parent === 0).sort((a, b) => a.rank - b.rank);
      assert.equal(first.attention?.length, 4);
      const rules = [{ after: [], token: outputs[0].ids[0], kind: 'forbid' }];
      const other = await ask({ beam: 3, rules });
      assert.notEqual(other.outputs[0].ids[0], outputs[0].ids[0]);
      const [start] = outputs[0].ids;
      const said = outputs[0].tokens[0];
      const word = (kind: string, text: string, after: number[] = [start]) => ({ after, word: text, kind });
      const two = await ask({ beam: 3, prefix: said, words: [word('force', 'h g')] });
      assert.deepEqual(two.outputs[0].tokens.slice(0, 3), [said, 'h', 'g']);
      const without = await ask({ beam: 3, words: [word('forbid', said, [])] });
      assert.ok(without.outputs.every(({ tokens }) => tokens[0] !== said));
      await assert.rejects(ask({ words: [word('force', 'nonsense')] }), /vocabulary has no "nonsense"/);
      await assert.rejects(ask({ words: [word('force', ' ')] }), /is empty/);
      assert.ok((await ask({ beam: 4, forced: ['g h'] })).outputs[0].text.includes('g h'));
      await assert.rejects(ask({ banned: ['nonsense'] }), /vocabulary has no "nonsense"/);
      await assert.rejects(ask({ beam: 0 }), /from 1 to 1000/);
      await assert.rejects(ask({ beam: 10_000 }), /from 1 to 1000/);
    }));
});
