// Bad input through the command line and the engine, and some of each kind through the built programs: each is refused with the
// right exit code and words that name the file, the line or the key.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { completed, ROWS, useFaultLab } from './faultLab';
import { type SmallExperiment, smallExperiment, tsvOf, writeExperiment } from './smallExperiment';

const BINARY = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3)) % 256));

describe('bad input', () => {
  const lab = useFaultLab();

  describe('a file that is not text', () => {
    it('is named when training', async () => {
      const file = writeExperiment(lab.folder, smallExperiment());
      fs.writeFileSync(path.join(lab.folder, 'train.tsv'), BINARY);
      lab.refused(await lab.runProgram(['train', file, '--json', '--runs', lab.runsFolder]), /train\.tsv/, /text/);
    });
    it('is named when tokenising', async () => {
      fs.writeFileSync(path.join(lab.folder, 'noise.txt'), BINARY);
      lab.refused(await lab.runProgram(['tokenize', 'noise.txt', '--json']), /noise\.txt/, /text/);
    });
    it('is named when evaluating', async () => {
      fs.writeFileSync(path.join(lab.folder, 'noise.tsv'), BINARY);
      lab.refused(await lab.run(['evaluate', lab.finished, '--data', 'noise.tsv', '--json']), /noise\.tsv/);
    });
    it('is named when it is the experiment', async () => {
      fs.writeFileSync(path.join(lab.folder, 'x.nlplab.json'), BINARY);
      lab.refused(await lab.run(['train', 'x.nlplab.json', '--json', '--runs', lab.runsFolder]), /x\.nlplab\.json/);
    });
    it('is named when it is a gzip file cut short', async () => {
      const file = writeExperiment(
        lab.folder,
        smallExperiment({ data: { train: 'train.tsv.gz', text: 'text', label: 'label' } }),
      );
      const packed = execFileSync('gzip', ['-c', path.join(lab.folder, 'train.tsv')]);
      fs.writeFileSync(path.join(lab.folder, 'train.tsv.gz'), packed.subarray(0, packed.length >> 1));
      lab.refused(await lab.run(['train', file, '--json', '--runs', lab.runsFolder]), /train\.tsv\.gz/);
    });
  });

  describe('data that cannot be learned from', () => {
    const data = { train: 'train.tsv', validation: 0.1, text: 'text', label: 'label' };
    const oneClass = tsvOf(ROWS.map(([text]) => [text, 'positive']));
    const cases: [string, SmallExperiment, string | undefined, RegExp[]][] = [
      ['a file that is not there', { data: { ...data, train: 'nowhere.tsv' } }, undefined, [/nowhere\.tsv/]],
      [
        'a column that is missing',
        { data: { ...data, text: 'review' } },
        undefined,
        [/train\.tsv/, /"review"/, /\btext\b/],
      ],
      ['one class only', {}, oneClass, [/train\.tsv/, /positive/]],
      ['only empty texts', {}, tsvOf(ROWS.map(([, label]) => ['', label])), [/train\.tsv/, /empty|no text/i]],
      ['no rows', {}, tsvOf([]), [/train\.tsv/]],
      ['an empty file', {}, '', [/train\.tsv/]],
      ['a line with too few fields', {}, `${tsvOf(ROWS)}alone\n`, [/train\.tsv/, /302/]],
    ];
    for (const [name, changes, corpus, says] of cases)
      it(`is refused: ${name}`, async () => lab.refused(await lab.train(smallExperiment(changes), corpus), ...says));

    it('leaves out some empty texts and says how many', async () => {
      const rows = ROWS.map(([text, label], index): [string, string] => [index < 7 ? '' : text, label]);
      const end = await lab.train(smallExperiment(), tsvOf(rows));
      completed(end);
      assert.match(end.err, /7 .*empty|empty.* 7/i);
    });

    it('is refused: a label of the validation part never seen in training', async () => {
      writeExperiment(lab.folder, smallExperiment());
      fs.writeFileSync(path.join(lab.folder, 'v.tsv'), tsvOf([...ROWS.slice(0, 20), ['so so', 'neutral']]));
      lab.refused(
        await lab.train(smallExperiment({ data: { ...data, validation: 'v.tsv' } })),
        /v\.tsv/,
        /neutral/,
        /22/,
      );
    });

    it('is refused: a label never seen in training, when evaluating', async () => {
      fs.writeFileSync(path.join(lab.folder, 'e.tsv'), tsvOf([...ROWS.slice(0, 20), ['so so', 'neutral']]));
      const end = await lab.runProgram(['evaluate', lab.finished, '--data', 'e.tsv', '--json']);
      lab.refused(end, /e\.tsv/, /neutral/, /22/, /positive/);
    });

    it('predicts for an empty text all the same', async () => {
      const end = await lab.runProgram(['predict', lab.finished, '--text', '', '--text', 'zzz qqq', '--json']);
      assert.equal(end.code, 0, end.err);
      assert.equal(end.events.length, 2);
    });
  });

  describe('a vocabulary of one', () => {
    it('is refused by its key when asked for', async () =>
      lab.refused(
        await lab.train(smallExperiment({ tokenizer: { type: 'word', vocabularySize: 1 } })),
        /vocabularySize/,
        /json:\d+/,
      ));

    const corpora: [string, string, SmallExperiment][] = [
      ['every text is the same word', tsvOf(ROWS.map(([, label]) => ['word', label])), {}],
      ['no word is frequent enough', tsvOf(ROWS), { tokenizer: { type: 'word', minFrequency: 100_000 } }],
    ];
    for (const [name, corpus, changes] of corpora)
      it(`trains or is refused in words when ${name}`, async () => {
        const end = await lab.train(smallExperiment(changes), corpus);
        if (end.code === 0) completed(end);
        else lab.refused(end, /vocabulary|word|token|minFrequency/);
      });
  });

  describe('an experiment that is wrong', () => {
    const model = { type: 'lstm', embedding: 16, hidden: 16 };
    const cases: [string, SmallExperiment, RegExp[]][] = [
      ['a key with a slip', { model: { ...model, hiden: 3 } }, [/hiden/, /hidden/, /json:\d+/]],
      ['a value with a slip', { model: { ...model, type: 'lsmt' } }, [/lsmt/, /lstm/]],
      ['a wrong type', { model: { ...model, hidden: 'many' } }, [/hidden/]],
      ['a name like an inherited property', { constructor: 1 }, [/constructor/]],
    ];
    for (const [name, changes, says] of cases)
      it(`is refused: ${name}`, async () =>
        lab.refused(await lab.train(smallExperiment(changes)), /small\.nlplab\.json/, ...says));

    it('is refused: not JSON', async () => {
      fs.writeFileSync(path.join(lab.folder, 'x.nlplab.json'), '{\n  "name": "x",\n  "task" classification\n}');
      const end = await lab.runProgram(['train', 'x.nlplab.json', '--json', '--runs', lab.runsFolder]);
      lab.refused(end, /x\.nlplab\.json/, /json:3/);
    });
    it('is refused: --set of a key that does not exist', async () => {
      const file = writeExperiment(lab.folder, smallExperiment());
      lab.refused(await lab.run(['train', file, '--set', 'training.epoch=3', '--json']), /training\.epoch/, /epochs/);
    });
  });
});
