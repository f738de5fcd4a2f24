// `nlp-lab predict`: answers to texts from options, files and standard input, by a run that is named in any way.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BlanksAnswer, LabelAnswer, TagsAnswer, TextAnswer } from '../../src/protocol/answer';
import { record, run, summary } from './fakeEngine';

function answer(input: string): LabelAnswer {
  const label = input.includes('good') ? 'positive' : 'negative';
  const probabilities = { positive: 0.25, negative: 0.75 };
  return { kind: 'label', input, output: label, score: 0.75, label, probabilities, tokens: [], unknown: [] };
}

describe('nlp-lab predict', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const engine = {
    runs: () => ({ runs: ['2026-01-02-b-0001', '2026-01-02-b-0002', '2026-01-03-c-0003'].map((id) => summary(id)) }),
    ask: ({ texts }: { texts: string[] }) => ({ answers: texts.map(answer) }),
  };

  it('prints label and probabilities for each text', async () => {
    const outcome = await run(['predict', '2026-01-03', '--text', 'good', '--text=-1 of 10', '--json'], engine);
    assert.equal(outcome.code, 0);
    assert.deepEqual(outcome.records(), [
      {
        input: 'good',
        output: 'positive',
        score: 0.75,
        label: 'positive',
        probabilities: { positive: 0.25, negative: 0.75 },
      },
      {
        input: '-1 of 10',
        output: 'negative',
        score: 0.75,
        label: 'negative',
        probabilities: { positive: 0.25, negative: 0.75 },
      },
    ]);
    assert.equal((outcome.calls.at(-1)?.request as { folder: string }).folder, '/runs/2026-01-03-c-0003');
  });

  const contents: [string, Buffer | string, string[]][] = [
    ['lines with every kind of ending', 'a\nb\r\n\nc', ['a', 'b', '', 'c']],
    ['a byte order mark', '\ufeffa\n', ['a']],
    ['a gzipped file', gzipSync('x\ny\n'), ['x', 'y']],
    ['UTF-16', Buffer.from('\ufeff한글\n', 'utf16le'), ['한글']],
    ['an empty file', '', []],
  ];
  for (const [name, content, texts] of contents)
    it(`reads ${name}`, async () => {
      fs.writeFileSync(path.join(folder, 'in.txt'), content);
      const outcome = await run(['predict', '2026-01-03', '--input', 'in.txt', '--json'], engine, { cwd: folder });
      assert.deepEqual(
        outcome.records().map(({ input }) => input),
        texts,
      );
    });

  it('asks runs that read pictures about paths, in a file beside it, and others about texts alone', async () => {
    for (const [id, abilities] of Object.entries({ sees: ['write', 'picture'], reads: ['write'] })) {
      fs.mkdirSync(path.join(folder, id));
      fs.writeFileSync(path.join(folder, id, 'run.json'), JSON.stringify({ ...record(), abilities }));
    }
    fs.mkdirSync(path.join(folder, 'list'));
    fs.writeFileSync(path.join(folder, 'list', 'in.txt'), 'a.png\n\nb.jpg\n');
    const ask = ({ texts }: { texts: string[] }) => ({
      answers: texts.map((input): TextAnswer => ({
        ...{ kind: 'text', input, sourceText: input, sourceTokens: [], sourceOffsets: [], sourceUnknown: [] },
        outputs: [
          { text: 'a cat', tokens: [], ids: [], logProbability: 0, score: -1, tokenLogProbabilities: [], ended: true },
        ],
      })),
    });
    const asked = async (...given: string[]) => {
      const outcome = await run(['predict', ...given, '--json'], { ...engine, ask }, { cwd: folder });
      const texts = outcome.calls.flatMap(({ request }) => (request as { texts?: string[] }).texts ?? []);
      return { ...outcome, texts: texts.map((text) => path.relative(folder, text)) };
    };
    const named = await asked('sees', '--picture', 'a.png', '--picture', '../b.png');
    assert.deepEqual([named.code, named.texts], [0, ['a.png', path.join('..', 'b.png')]]);
    const listed = await asked('sees', '--input', path.join('list', 'in.txt'));
    assert.deepEqual(listed.texts, [path.join('list', 'a.png'), path.join('list', 'b.jpg')]);
    assert.deepEqual(
      listed.records().map(({ input, output }) => [input, output]),
      [
        ['a.png', 'a cat'],
        ['', ''],
        ['b.jpg', 'a cat'],
      ],
    );
    assert.match((await asked('sees', '--text', 'a')).err, /This run reads pictures: give --picture/);
    assert.match((await asked('reads', '--picture', 'a.png')).err, /This run reads texts, not pictures/);
  });

  it('says what was cut of a text that is too long', async () => {
    const cut = { read: 2, of: 9, lost: 'end' as const };
    const ask = ({ texts }: { texts: string[] }) => ({ answers: texts.map((text) => ({ ...answer(text), cut })) });
    const outcome = await run(['predict', '2026-01-03', '--text', 'good', '--json'], { ...engine, ask });
    assert.deepEqual(outcome.records()[0].cut, cut);
  });

  it('shows tags as brackets, as columns, and whole to programs', async () => {
    const tagged: TagsAnswer = {
      ...{ kind: 'tags', input: 'in New York.', output: 'O B-LOC I-LOC O', tokens: ['in', 'New', 'York', '.'] },
      offsets: [
        [0, 2],
        [3, 6],
        [7, 11],
        [11, 12],
      ],
      ...{ unknown: [false, false, true, false], tags: ['O', 'B-LOC', 'I-LOC', 'O'], probabilities: [1, 0.5, 0.75, 1] },
      ...{ namesEntities: true, entities: [{ type: 'LOC', start: 1, end: 3, text: 'New York' }] },
    };
    const shown = async (answer: TagsAnswer, ...options: string[]) => {
      const given = ['predict', '2026-01-03', '--text', tagged.input, ...options];
      return run(given, { ...engine, ask: () => ({ answers: [answer] }) });
    };
    assert.equal((await shown(tagged)).out, 'in [LOC New York].\n');
    assert.equal(
      (await shown({ ...tagged, namesEntities: false, entities: [] })).out,
      'in/O New/B-LOC York/I-LOC ./O\n',
    );
    assert.equal((await shown(tagged, '--conll')).out, 'in\tO\nNew\tB-LOC\nYork\tI-LOC\n.\tO\n\n');
    const [{ output, entities, probabilities }] = (await shown(tagged, '--json')).records();
    assert.deepEqual([output, entities, probabilities], [tagged.output, tagged.entities, tagged.probabilities]);
  });

  it('shows morphemes behind each word, and marks those whose rule fits no such character', async () => {
    const tagged: TagsAnswer = {
      ...{ kind: 'tags', input: '7 간', output: 'B-○/VV+았/EP O B-○/VV+ㄴ/ETM', tokens: ['7', ' ', '간'] },
      ...{ tags: ['B-○/VV+았/EP', 'O', 'B-○/VV+ㄴ/ETM'], unknown: [false, false, false], probabilities: [1, 1, 1] },
      offsets: [[0, 1], [1, 2], [2, 3]], // prettier-ignore
      ...{ namesEntities: true, entities: [] },
      morphemes: [
        { start: 0, end: 1, text: '7', morphemes: [{ form: '7', tag: 'VV', unfit: true }, { form: '았', tag: 'EP' }] }, // prettier-ignore
        { start: 2, end: 3, text: '간', morphemes: [{ form: '가', tag: 'VV' }, { form: 'ㄴ', tag: 'ETM' }] }, // prettier-ignore
      ],
    };
    const shown = async (...options: string[]) =>
      run(['predict', '2026-01-03', '--text', 'x', ...options], { ...engine, ask: () => ({ answers: [tagged] }) });
    assert.equal((await shown()).out, '7 [7/VV? + 았/EP]  간 [가/VV + ㄴ/ETM]\n');
    assert.equal((await shown('--conll')).out, '7\t7/VV + 았/EP\n간\t가/VV + ㄴ/ETM\n\n');
    assert.deepEqual((await shown('--json')).records()[0].morphemes, tagged.morphemes);
  });

  it('refuses wishes that exclude each other before any work', async () => {
    const given: [string[], RegExp][] = [
      [['--force', 'dog', '--ban', 'dog'], /--force and --ban both name "dog"/],
      [['--min-length', '9', '--max-length', '8'], /--min-length 9 is above --max-length 8/],
    ];
    for (const [options, says] of given) {
      const outcome = await run(['predict', '2026-01-03', '--text', 'x', ...options], engine);
      assert.deepEqual([outcome.code, outcome.started], [2, 0]);
      assert.match(outcome.err, says);
    }
  });

  it('reads standard input', async () => {
    const outcome = await run(['predict', '2026-01-03', '--input', '-', '--json'], engine, { stdin: 'one\ntwo\n' });
    assert.deepEqual(
      outcome.records().map(({ input }) => input),
      ['one', 'two'],
    );
  });

  it('fills in blanks with as many tokens as are asked for', async () => {
    const choices = [
      { text: 'good', token: '▁good', probability: 0.5 },
      { text: 'bad', token: '▁bad', probability: 0.25 },
    ];
    const blanks = { input: 'a ___ .', output: 'a good .', blanks: [{ start: 2, end: 5, choices }] };
    const filled: BlanksAnswer = { kind: 'blanks', ...blanks, tokens: [], unknown: [] };
    const fills = { ...engine, ask: () => ({ answers: [filled] }) };
    const given = ['predict', '2026-01-03', '--text', 'a ___ .', '--choices', '2'];
    const json = await run([...given, '--json'], fills);
    assert.deepEqual(json.records(), [blanks]);
    assert.equal((json.calls.at(-1)?.request as { choices: number }).choices, 2);
    const { out } = await run(given, fills);
    assert.match(out, /^a good \.\n.*\n? *1 +good +0\.5000\n +bad +0\.2500/m);
  });

  it('refuses what is not text, naming the file', async () => {
    fs.writeFileSync(path.join(folder, 'in.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 1, 2]));
    const outcome = await run(['predict', 'r', '--input', 'in.txt'], engine, { cwd: folder });
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /in\.txt" is not a text file/);
  });

  it('names the candidates of an ambiguous start', async () => {
    const outcome = await run(['predict', '2026-01-02', '--text', 'x'], engine);
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /"2026-01-02" is the start of 2 runs: 2026-01-02-b-0001, 2026-01-02-b-0002\./);
  });

  it('takes a whole id though another begins with it', async () => {
    const runs = () => ({ runs: [summary('a-1'), summary('a-12')] });
    const outcome = await run(['predict', 'a-1', '--text', 'x'], { ...engine, runs });
    assert.equal((outcome.calls.at(-1)?.request as { folder: string }).folder, '/runs/a-1');
  });

  it('takes a run folder without asking for the list', async () => {
    fs.mkdirSync(path.join(folder, 'some-run'));
    fs.writeFileSync(path.join(folder, 'some-run', 'run.json'), '{}');
    const outcome = await run(['predict', './some-run', '--text', 'x'], engine, { cwd: folder });
    assert.deepEqual(
      outcome.calls.map(({ name }) => name),
      ['ask'],
    );
    assert.equal((outcome.calls[0].request as { folder: string }).folder, path.join(folder, 'some-run'));
  });

  it('lists what there is when nothing matches', async () => {
    const outcome = await run(['predict', 'nope', '--text', 'x'], engine);
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /no run "nope" in \/nowhere\/\.nlplab\/runs\. It holds 2026-01-02-b-0001/);
  });
});
