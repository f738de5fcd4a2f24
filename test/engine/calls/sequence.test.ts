// Sequence to sequence from the experiment to the output: every model type learns to turn a sequence around, a run goes on
// bit for bit, batches are accumulated, outputs and attention are right, and what is wrong is said.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Report, ReportFigure } from '../../../src/protocol/report';
import { randomNumbers } from '../../faults/randomNumbers';
import { askTexts, blockOf, figureOf, outputsOf } from './support/asked';
import { checkpointBytes, inLab, type Lab, type smallExperiment } from './support/lab';

type Settings = Record<string, unknown>;

const RECURRENT: Settings = { embedding: 24, hidden: 48, attention: 'general', dropout: 0 };
const BLOCKS: Settings = { width: 48, heads: 4, feedForward: 96, dropout: 0 };
const TRANSFORMER: Settings = { ...BLOCKS, encoderLayers: 2, decoderLayers: 2 };
const DECODER: Settings = { ...BLOCKS, layers: 3 };

/** `count` sequences of 2 to 5 letters, and each turned around. */
function reversals(count: number, seed: number): [string, string][] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const letters = Array.from({ length: 2 + random.below(4) }, () => 'abcdefgh'[random.below(8)]);
    return [letters.join(' '), [...letters].reverse().join(' ')];
  });
}

const table = (pairs: readonly [string, string][]): string =>
  ['source\ttarget', ...pairs.map((pair) => pair.join('\t'))].join('\n');

function experiment(type: string, model: Settings, training: Settings, more: Settings = {}) {
  const data = { train: 'pairs.tsv', validation: 0, test: 'test.tsv' };
  const common = { batchSize: 40, maxLength: 12, ...training };
  return {
    ...{ name: type, task: 'sequence-to-sequence', data, tokenizer: 'whitespace' },
    ...{ model: { type, ...model }, training: common, runtime: { threads: 1 }, ...more },
  } as unknown as ReturnType<typeof smallExperiment>;
}

function writePairs(lab: Lab, count = 1600): void {
  lab.write('pairs.tsv', table(reversals(count, 1)));
  lab.write('test.tsv', table(reversals(200, 2)));
}

const adam = (learningRate: number) => ({ type: 'adam', learningRate });
const brief = { epochs: 2, optimizer: adam(0.01) };

async function trained(lab: Lab, of: ReturnType<typeof experiment>): Promise<string> {
  const { folder, record } = await lab.client.call('train', lab.request(of));
  assert.equal(record.status, 'completed', record.failure?.message);
  return folder;
}

function assertWithin({ metric, value, low = NaN, high = NaN }: ReportFigure): void {
  assert.ok(low <= value && value <= high, `${metric}: ${low} ${value} ${high}`);
}

const reportOf = (folder: string): Report =>
  JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')) as Report;

describe('sequence to sequence', () => {
  it('reads lines with a tab between both sides, and judges a file of them', () =>
    inLab(async (lab) => {
      const lines = (pairs: [string, string][]): string => pairs.map((pair) => pair.join('\t')).join('\n');
      lab.write('pairs.txt', lines(reversals(60, 1)));
      lab.write('other.txt', lines(reversals(7, 2)));
      const data = { train: 'pairs.txt', source: 'column 1', target: 'column 2', validation: 0, test: 'other.txt' };
      const model = { ...RECURRENT, hidden: 8 };
      await assert.rejects(
        trained(lab, experiment('gru', model, brief, { data })),
        /one text a line.*set "header" to false/,
      );
      const of = experiment('gru', model, brief, { data: { ...data, header: false } });
      const folder = await trained(lab, of);
      assert.equal(outputsOf(reportOf(folder)).length, 7);
      const request = { folder, data: 'other.txt', baseFolder: lab.folder };
      const report = await lab.client.call('judge', request);
      assert.deepEqual(
        outputsOf(report).map(({ line }) => line),
        [1, 2, 3, 4, 5, 6, 7],
      );
    }));

  /** By type: its settings, and how many attention maps there are: kinds, layers, heads. */
  const types: Record<string, { model: Settings; maps: number }> = {
    ...{ rnn: { model: RECURRENT, maps: 1 }, lstm: { model: RECURRENT, maps: 1 }, gru: { model: RECURRENT, maps: 1 } },
    ...{ transformer: { model: TRANSFORMER, maps: 3 * 2 * 4 }, 'decoder-only': { model: DECODER, maps: 3 * 4 } },
  };
  for (const [type, { model, maps: mapCount }] of Object.entries(types))
    it(`learns to turn sequences around, to 99 % of new ones: ${type}`, () =>
      inLab(async (lab) => {
        writePairs(lab, model === RECURRENT ? 1600 : 3200);
        const [learningRate, warmupSteps] = model === RECURRENT ? [0.008, 0] : [0.004, 50];
        const of = experiment(type, model, {
          ...{ epochs: 6, optimizer: adam(learningRate), schedule: { type: 'cosine', warmupSteps } },
        });
        const folder = await trained(lab, of);
        const report = reportOf(folder);
        const right = outputsOf(report).filter(({ reference, output }) => reference === output).length;
        assert.ok(right >= 0.99 * report.count, `${right} of ${report.count} are right`);
        assertWithin(figureOf(report, 'bleu'));

        const texts = ['a b c d', 'h g', 'c c a'];
        const answers = await askTexts(lab, { folder, texts, decoding: { beam: 4, nBest: 2 } });
        assert.deepEqual(
          answers.map(({ outputs }) => outputs[0].text),
          ['d c b a', 'g h', 'a c c'],
        );
        const [{ outputs }] = answers;
        const given = { folder, source: texts[0], target: outputs[0].text };
        const { maps, tokenLogProbabilities, target } = await lab.client.call('attend', given);
        const total = tokenLogProbabilities.reduce((a, b) => a + b, 0);
        assert.ok(Math.abs(total - outputs[0].logProbability) < 1e-4, 'the score is that by teacher forcing');
        assert.deepEqual(target.tokens, ['d', 'c', 'b', 'a', '<eos>']);
        for (const { weights, rows, columns } of maps)
          for (let row = 0; row < rows; row++) {
            const sum = weights.subarray(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0);
            assert.ok(Math.abs(sum - 1) < 1e-5, `a row of attention sums to ${sum}`);
          }
        assert.equal(maps.length, mapCount);
      }));

  const kinds: [string, Settings, Settings?][] = [
    [
      'gru without attention, stacked, source reversed',
      { type: 'gru', ...RECURRENT, attention: 'none', layers: 2, reverseSource: true },
    ],
    [
      'lstm, dot, one direction, copied states',
      { type: 'lstm', ...RECURRENT, attention: 'dot', bidirectional: false, bridge: 'copy' },
    ],
    [
      'rnn, additive, no input feeding, padding before',
      { type: 'rnn', ...RECURRENT, attention: 'additive', inputFeeding: false },
      { padding: 'before' },
    ],
    [
      'gru, tied, own guesses',
      { type: 'gru', ...RECURRENT, tieEmbeddings: true, dropout: 0.1, layers: 2 },
      { teacherForcing: { from: 1, to: 0.3 } },
    ],
    [
      'transformer, after-norm, learned positions, GELU',
      {
        type: 'transformer',
        ...TRANSFORMER,
        norm: 'post',
        positions: 'learned',
        activation: 'gelu',
        tieEmbeddings: false,
      },
    ],
    [
      'a decoder alone, after-norm, learned positions, the whole source seen, tied sides',
      { type: 'decoder-only', ...DECODER, norm: 'post', positions: 'learned', sourceAttention: 'full', dropout: 0.1 },
    ],
  ];
  for (const [name, { type, ...model }, training] of kinds)
    it(`trains and decodes: ${name}`, () =>
      inLab(async (lab) => {
        writePairs(lab, 400);
        const more = { sharedVocabulary: name.includes('tied') };
        const folder = await trained(lab, experiment(String(type), model, { ...brief, ...training }, more));
        const texts = ['a b c', 'd', 'h g f e d', 'a a'];
        const answers = await askTexts(lab, { folder, texts, decoding: { beam: 3, nBest: 3 } });
        for (const [i, { outputs }] of answers.entries()) {
          const [alone] = await askTexts(lab, { folder, texts: [texts[i]], decoding: { beam: 3, nBest: 3 } });
          assert.deepEqual(
            outputs.map(({ text }) => text),
            alone.outputs.map(({ text }) => text),
          );
        }
      }));

  it('goes on bit for bit after a stop, with dropout, averaging, batches by tokens and own guesses', () =>
    inLab(async (lab) => {
      writePairs(lab, 300);
      const of = experiment(
        'gru',
        { ...RECURRENT, dropout: 0.2 },
        { ...brief, epochs: 3, batchTokens: 200, averageCheckpoints: 2, accumulate: 2, teacherForcing: 0.7 },
      );
      const whole = await trained(lab, of);
      const stop = new AbortController();
      const { folder, record } = await lab.client.call('train', lab.request(of), {
        signal: stop.signal,
        onProgress: (told) =>
          told.kind === 'metric' && told.line.kind === 'step' && told.line.step === 5 && stop.abort(),
      });
      assert.equal(record.status, 'stopped');
      const resumed = await lab.client.call('train', lab.request(of, { resume: folder }));
      assert.equal(resumed.record.status, 'completed');
      for (const name of ['last', 'best'] as const)
        assert.equal(
          checkpointBytes(folder, name, 'model.safetensors'),
          checkpointBytes(whole, name, 'model.safetensors'),
        );
    }));

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

  it('is judged on two files with an interval for each figure, and compared by paired bootstrap', () =>
    inLab(async (lab) => {
      writePairs(lab, 800);
      const pairs = reversals(60, 3);
      lab.write('new.src', pairs.map(([source]) => `${source}\n`).join(''));
      lab.write('new.tgt', pairs.map(([, target]) => `${target}\n`).join(''));
      const weak = await trained(lab, experiment('gru', { ...RECURRENT, attention: 'none' }, { ...brief, epochs: 1 }));
      const good = await trained(lab, experiment('gru', RECURRENT, { epochs: 4, optimizer: adam(0.01) }));
      const given = { data: { source: 'new.src', target: 'new.tgt' }, baseFolder: lab.folder };
      const report = await lab.client.call('judge', { folder: good, ...given });
      assert.deepEqual(reportOf(good), report);
      assert.equal(report.count, 60);
      assert.equal(report.source, 'new.src, new.tgt');
      assert.equal(report.unit, 'pairs');
      const { signature, value: bleu } = figureOf(report, 'bleu');
      assert.match(signature ?? '', /tok:13a.*version:/);
      for (const metric of ['bleu', 'chrf', 'perplexity', 'rouge1', 'rouge2', 'rougeL'] as const)
        assertWithin(figureOf(report, metric));
      const loss = figureOf(report, 'loss').value;
      assert.ok(Math.abs(Math.log(figureOf(report, 'perplexity').value) - loss) < 1e-5);
      const said = blockOf(report, 'notes').lines;
      assert.ok(said.some(({ text, values }) => text === 'BLEU: {0}' && values?.[0] === signature));

      const progress: number[] = [];
      const request = { folders: [weak, good, good], ...given };
      const { runs } = await lab.client.call('compare', request, {
        onProgress: ({ fraction }) => fraction !== undefined && progress.push(fraction),
      });
      assert.deepEqual(
        progress,
        progress.toSorted((a, b) => a - b),
        'one progress over all runs',
      );
      assert.equal(progress.at(-1), 1);
      const [first, second, third] = runs;
      assert.equal(first.comparison, undefined);
      assert.deepEqual(second.report, report);
      const { difference, p } = second.comparison!.bleu!;
      assert.ok(Math.abs(difference - (bleu - figureOf(first.report, 'bleu').value)) < 1e-9);
      assert.ok(difference > 20 && p < 0.01, `${difference} ${p}`);
      assert.ok(second.comparison!.perplexity!.difference < 0);
      assert.deepEqual(third.comparison, second.comparison);
      assert.equal(first.differing, undefined);
      const { count, examples, metric } = second.differing!;
      assert.equal(metric, 'bleu');
      const shown = [first.report, second.report].map(outputsOf);
      assert.equal(count, shown[0].filter(({ output }, i) => output !== shown[1][i].output).length);
      assert.equal(examples.length, count);
      for (const { line, input, reference, outputs, scores } of examples) {
        const [one, other] = shown.map((each) => each.find((example) => example.line === line)!);
        assert.deepEqual([input, reference], [one.source, one.reference]);
        assert.deepEqual(
          [outputs, scores],
          [
            [one.output, other.output],
            [one.bleu, other.bleu],
          ],
        );
      }
      const apart = examples.map(({ scores: [a, b] }) => Math.abs(b - a));
      assert.deepEqual(
        apart,
        apart.toSorted((a, b) => b - a),
        'those that differ most come first',
      );
      const twice = await lab.client.call('compare', { folders: [good, good], ...given });
      assert.deepEqual(twice.runs[1].comparison!.chrf, { difference: 0, p: 1 });
      assert.deepEqual(twice.runs[1].differing, { count: 0, metric: 'bleu', examples: [] });
      assert.ok(reportOf(weak).source !== 'new.src, new.tgt', 'a comparison leaves evaluations alone');
      await assert.rejects(lab.client.call('compare', { folders: [good], ...given }), /at least two/);
    }));

  describe('says what is wrong', () => {
    const failing = async (lab: Lab, of: Settings): Promise<string> => {
      const request = lab.request(of as unknown as ReturnType<typeof smallExperiment>);
      const { message } = await lab.client.call('train', request).then(
        () => assert.fail('it trained'),
        (error: Error) => error,
      );
      return message;
    };
    const twoFiles = { ...experiment('gru', RECURRENT, brief), data: { train: { source: 'a.txt', target: 'b.txt' } } };

    it('parallel files of different length, and where', () =>
      inLab(async (lab) => {
        lab.write('a.txt', 'one\ntwo\nthree\n');
        lab.write('b.txt', 'eins\nzwei\n');
        assert.match(await failing(lab, twoFiles), /b\.txt" ends after line 2, but ".*a\.txt" has 3 lines/);
      }));

    it('empty lines are left out and told, with the first', () =>
      inLab(async (lab) => {
        lab.write('a.txt', `one\n\n${'two\n'.repeat(30)}`);
        lab.write('b.txt', `eins\nnull\n${'zwei\n'.repeat(30)}`);
        const { record } = await lab.client.call('train', lab.request(twoFiles));
        assert.ok(
          record.notices.some((notice) => /1 of 32 pairs .* the first in line 2/.test(notice)),
          record.notices.join(),
        );
      }));

    it('a target in letters, whose outputs are spaced otherwise', () =>
      inLab(async (lab) => {
        lab.write('a.txt', 'one\n'.repeat(30));
        lab.write('b.txt', '하나\n'.repeat(30));
        const told = async (targetTokenizer: string): Promise<boolean> => {
          const of = { ...twoFiles, targetTokenizer } as unknown as ReturnType<typeof smallExperiment>;
          const { record } = await lab.client.call('train', lab.request(of));
          return record.notices.some((notice) => /tokenizer "jamo" forgets where spaces were/.test(notice));
        };
        assert.deepEqual([await told('jamo'), await told('character')], [true, false]);
      }));

    it('nothing but empty lines', () =>
      inLab(async (lab) => {
        lab.write('a.txt', '\n\n');
        lab.write('b.txt', 'eins\nzwei\n');
        assert.match(await failing(lab, twoFiles), /There are no pairs of texts/);
      }));

    it('a source longer than the positions, a lost end symbol, no attention, another task', () =>
      inLab(async (lab) => {
        writePairs(lab, 200);
        const folder = await trained(lab, experiment('transformer', TRANSFORMER, { ...brief, epochs: 1 }));
        const warnings: string[] = [];
        lab.listeners.log = ({ message }) => void warnings.push(message);
        await lab.client.call('ask', { folder, texts: ['a '.repeat(40)] });
        assert.match(warnings.join(), /has 40 tokens; the model reads at most 11/);
        const file = path.join(folder, 'target-tokenizer.json');
        fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('"<eos>"', '"<end>"'));
        await assert.rejects(lab.client.call('ask', { folder, texts: ['a'] }), /lost its symbol "<eos>"/);
        const blind = await trained(
          lab,
          experiment('gru', { ...RECURRENT, attention: 'none' }, { ...brief, epochs: 1 }),
        );
        await assert.rejects(lab.client.call('attend', { folder: blind, source: 'a' }), /pays no attention/);
        const labelled = { data: { labels: { a: 'pairs.tsv' } }, baseFolder: lab.folder };
        await assert.rejects(lab.client.call('judge', { folder: blind, ...labelled }), /translates: name two files/);
        await assert.rejects(lab.client.call('explain', { folder: blind }), /no weights for single words/);
        const why = lab.client.call('ask', { folder: blind, texts: ['a'], explain: true });
        await assert.rejects(why, /This run writes texts: there are no features/);
        const few = lab.client.call('ask', { folder: blind, texts: ['a', 'b'], references: ['b'] });
        await assert.rejects(few, /2 texts need as many references, not 1/);
        const searched = lab.client.call('ask', { folder: blind, texts: ['a', 'b'], search: true });
        await assert.rejects(searched, /one text at a time/);
      }));
  });
});
