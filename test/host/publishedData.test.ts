// Public data in the shape in which they are published: recognised, and what New Experiment writes for them is learned from.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { loadTagged } from '../../src/engine/data/tagged/loadTagged';
import { taggedDataSchema } from '../../src/engine/schema/taggedData';
import { classificationText } from '../../src/host/experiments/classificationText';
import { knownData } from '../../src/host/experiments/knownData';
import { knownMorphemes, knownTags } from '../../src/host/experiments/knownTags';
import { labelFoldersIn } from '../../src/host/experiments/labelFolders';
import { taggingText } from '../../src/host/experiments/taggingText';
import { inLab, type Lab } from '../engine/calls/support/lab';

const COLA = Array.from({ length: 40 }, (_, i) =>
  i % 2 === 0
    ? `gj04\t1\t\tThe ${['sailors', 'boys', 'cats'][i % 3]} rode the breeze clear of the rocks.`
    : `${['bc01', 'r-67'][i % 3 > 0 ? 1 : 0]}\t0\t${i % 3 > 0 ? '*' : '??'}\tThe "weights made the rope stretch over the pulley ${i}.`,
).join('\n');

const CONLLU = `# newdoc id = n01001
# sent_id = n01001011
# text = vámonos al mar
# newpar
# text_en = let's go to the sea
1-2\tvámonos\t_\t_\t_\t_\t_\t_\t_\t_
1\tvamos\tir\tVERB\t_\tMood=Imp\t0\troot\t_\t_
2\tnos\tnosotros\tPRON\t_\tCase=Acc\t1\tobj\t_\t_
3-4\tal\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\ta\ta\tADP\t_\t_\t5\tcase\t_\t_
4\tel\tel\tDET\t_\t_\t5\tdet\t_\t_
5\tmar\tmar\tNOUN\t_\t_\t1\tobl\t_\t_
5.1\tva\tir\tVERB\t_\t_\t_\t_\t0:exroot\t_

# newpar
1\t#\t#\tSYM\t_\t_\t0\troot\t_\t_
2\t10 000\t10000\tNUM\tCD\t_\t1\tnummod\t_\t_

`;

async function train(lab: Lab, experimentText: string, overrides = ['training.epochs=1', 'runtime.threads=1']) {
  const request = { experimentText, baseFolder: lab.folder, runsFolder: lab.runsFolder, overrides };
  const { record } = await lab.client.call('train', request);
  assert.equal(record.status, 'completed', record.failure?.message);
  return record;
}

describe('published data', () => {
  it('are CoLA, which has no header, judged by the correlation of Matthews', () =>
    inLab(async (lab) => {
      const file = lab.write('in_domain_train.tsv', `${COLA}\n`);
      const reply = await lab.client.call('columns', { file });
      const known = knownData(reply);
      assert.deepEqual(known, { name: 'CoLA', text: 'column 4', label: 'column 2', monitor: 'matthews' });
      const { header, rows } = reply;
      assert.deepEqual([header, rows], [false, 40]);
      const about = { ...known, dataFile: 'in_domain_train.tsv', header, rows };
      const record = await train(lab, classificationText({ ...about, tokenizer: { type: 'word' }, model: 'gru' }));
      assert.deepEqual(record.labels, ['0', '1']);
      assert.equal(typeof record.metrics['validation.matthews'], 'number');
      assert.equal(knownData({ ...reply, sample: [['a b', '1', '', 'c']] }), undefined);
    }));

  it('are folders of reviews as those of IMDB, without the ones that have no label', () =>
    inLab(async (lab) => {
      for (const part of ['train', 'test'])
        for (const label of ['pos', 'neg', 'unsup'])
          for (let i = 0; i < 12; i++) {
            const folder = lab.file(path.join('aclImdb', part, label));
            fs.mkdirSync(folder, { recursive: true });
            fs.writeFileSync(
              path.join(folder, `${i}_${label === 'pos' ? 9 : 2}.txt`),
              `A ${label} film.<br /><br />${i}`,
            );
          }
      lab.write('aclImdb/train/urls_pos.txt', 'http://www.imdb.com/title/tt0453418/usercomments\n');
      const folders = {
        train: { neg: 'aclImdb/train/neg', pos: 'aclImdb/train/pos' },
        test: { neg: 'aclImdb/test/neg', pos: 'aclImdb/test/pos' },
        texts: 24,
      };
      const found = await labelFoldersIn(lab.file('aclImdb'));
      assert.deepEqual(found, folders);
      const within = await labelFoldersIn(lab.file('aclImdb/train'));
      assert.deepEqual(within?.train, { neg: 'train/neg', pos: 'train/pos' });
      assert.deepEqual(within.test, { neg: 'test/neg', pos: 'test/pos' });
      assert.equal(await labelFoldersIn(lab.file('aclImdb/train/pos')), undefined);
      const own = { name: 'imdb', tokenizer: { type: 'word' }, model: 'logistic-regression', rows: 24 } as const;
      const record = await train(lab, classificationText({ ...own, dataFile: folders }), ['runtime.threads=1']);
      assert.deepEqual(record.labels, ['neg', 'pos']);
      assert.equal(record.metrics['test.accuracy'], 1);
    }));

  it('are treebanks of Universal Dependencies, of which words and their parts of speech are read', () =>
    inLab(async (lab) => {
      const file = lab.write('es-train.conllu', CONLLU);
      const { sample, rows } = await lab.client.call('columns', { file });
      const known = knownTags(file, sample.map((row) => row.join('\t'))); // prettier-ignore
      assert.deepEqual([known?.token, known?.tag, known?.isPlain], [2, 4, true]);
      const options = taggedDataSchema.parse({ train: file, token: 2, tag: 4, scheme: 'plain' });
      const { sentences } = await loadTagged(file, options);
      assert.deepEqual(
        sentences.map(({ tokens, tags, lines }) => tokens.map((token, i) => `${token}/${tags[i]} ${lines[i]}`)),
        [
          ['vamos/VERB 7', 'nos/PRON 8', 'a/ADP 10', 'el/DET 11', 'mar/NOUN 12'],
          ['#/SYM 16', '10 000/NUM 17'],
        ],
      );
      lab.write('es-train.conllu', CONLLU.repeat(12));
      for (const model of ['gru', 'crf'] as const) {
        const text = taggingText({ name: 'ud', dataFile: 'es-train.conllu', model, lines: rows, known });
        const record = await train(lab, text, [model === 'crf' ? 'model.iterations=5' : 'training.epochs=1']);
        assert.equal(record.labels.length, 7);
        assert.equal(typeof record.metrics['validation.tokenAccuracy'], 'number');
      }
    }));

  const LINES: [name: string | undefined, file: string, lines: string[]][] = [
    ['Universal Dependencies (CoNLL-U)', 'a.txt', CONLLU.split('\n').slice(0, 9)],
    ['CoNLL-2000', 'train.txt', ['Confidence NN B-NP', 'in IN B-PP', '. . O']],
    ['CoNLL-2002', 'esp.txt', ['Melbourne B-LOC', '( O', '', 'Australia B-LOC']],
    ['CoNLL-2003', 'eng.txt', ['-DOCSTART- -X- -X- O', '', 'EU NNP B-NP B-ORG', 'rejects VBZ B-VP O', 'U.N. NNP I-NP I-ORG']], // prettier-ignore
    [undefined, 'a.txt', ['so it is', 'that is all']],
    [undefined, 'a.txt', ['label\ttext', 'O\tEU']],
    [undefined, 'a.txt', ['# a', '']],
  ];
  const MORPHEMES: [token: number | undefined, file: string, lines: string[]][] = [
    [1, 'words.txt', ['학교에\t학교/NNG + 에/JKB', '', '갔다.\t가/VV+았/EP+다/EF + ./SF']],
    [2, 'sejong.txt', ['BTAA0001-1\t학교에\t학교/NNG + 에/JKB', 'BTAA0001-2\t+\t+/SW']],
    [2, 'ko_gsd-ud-test.conllu', ['# sent_id = test-s1', '# text = 현대증권 배성영']],
    [undefined, 'es.conllu', CONLLU.split('\n')],
    [undefined, 'klue.tsv', ['경\tB-OG', '찰\tI-OG']],
    [undefined, 'words.txt', ['학교에\t학교/NNG + 에/JKB', '갔다\tVV']],
    [1, 'long.txt', [`가\tC++/SL + ${'가/VV+'.repeat(3000)}다/EF`]],
    [undefined, 'longer.txt', [`가\t${'가/VV+'.repeat(3000)}!`]],
  ];
  for (const [token, file, lines] of MORPHEMES)
    it(`of morphemes ${token ? `have words in column ${token}` : 'are not'} where ${file} begins "${lines[0].slice(0, 30)}"`, () =>
      assert.equal(knownMorphemes(file, lines)?.token, token));

  for (const [name, file, lines] of LINES)
    it(`of tags ${name ? `are ${name}` : 'are not'} where lines begin "${lines[0].slice(0, 20)}"`, () =>
      assert.equal(knownTags(file, lines)?.name, name));
});
