// Measures fitting and accuracy of the classical models beside scikit-learn on the same vectors: film reviews in Korean
// and sentences in English. Each side makes the vectors itself; that they are the same is checked by their size. Needs
// Python 3 with scikit-learn (`SKLEARN_PYTHON`, default `python3`) and the data (`DATA`, default `../shared/data`).
// Seconds are of the processor, one thread each, the two sides in turn; a figure is the median of all rounds.
// usage: npm run bench:linear [-- --turns 3 --rounds 3 --corpus sentence-polarity]

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { parseArgs } from 'node:util';
import { fitAtOnce, margins, type Fit, type LinearModel } from '../src/engine/linear/linearModel';
import { fitLinearSvm } from '../src/engine/linear/linearSvm';
import { fitLogisticRegression } from '../src/engine/linear/logisticRegression';
import { fitNaiveBayes } from '../src/engine/linear/naiveBayes';
import { fitNbSvm } from '../src/engine/linear/nbSvm';
import { createAnalyzer, patternWords } from '../src/engine/text/vectorizers/analyzer';
import { finishTraining } from '../src/engine/text/trainers/training';
import { countFeatures, fitCounts } from '../src/engine/text/vectorizers/countVectorizer';
import type { SparseRows } from '../src/engine/text/vectorizers/sparseRows';
import { binary, inverseDocumentFrequencies, tfidf } from '../src/engine/text/vectorizers/tfidf';
import { median, runJson } from './measure';

const python = process.env.SKLEARN_PYTHON ?? 'python3';
const data = process.env.DATA ?? path.resolve('../shared/data');

interface Part {
  texts: string[];
  y: Int32Array;
}

interface Corpus {
  train: Part;
  test: Part;
}

const part = (pairs: readonly (readonly [string, number])[]): Part => ({
  texts: pairs.map(([text]) => text),
  y: Int32Array.from(pairs, ([, y]) => y),
});

/** Every tenth sentence of each file is for testing. */
function readPolarity(folder: string): Corpus {
  const all = ['neg', 'pos'].flatMap((ending, y) =>
    fs
      .readFileSync(path.join(folder, `rt-polarity.${ending}`), 'latin1')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, at) => ({ pair: [line, y] as const, isTest: at % 10 === 9 })),
  );
  const pick = (wanted: boolean): Part => part(all.filter(({ isTest }) => isTest === wanted).map(({ pair }) => pair));
  return { train: pick(false), test: pick(true) };
}

function readReviews(folder: string): Corpus {
  const read = (name: string): Part => {
    const lines = zlib.gunzipSync(fs.readFileSync(path.join(folder, name))).toString('utf8').split('\n').slice(1); // prettier-ignore
    const rows = lines.filter((line) => line !== '').map((line) => line.replace(/\r$/, '').split('\t'));
    return part(rows.map(([, text, label]) => [text, Number(label)] as const));
  };
  return { train: read('train.tsv.gz'), test: read('test.tsv.gz') };
}

const corpora = new Map([
  ['sentence-polarity', readPolarity],
  ['nsmc', readReviews],
]);

interface Measured {
  seconds: number;
  accuracy: number;
}

function timed(fit: () => Fit, test: SparseRows, y: Int32Array, rounds: number): Measured {
  const seconds: number[] = [];
  let model: LinearModel | undefined;
  for (let round = 0; round < rounds; round++) {
    const started = process.cpuUsage();
    model = fitAtOnce(fit());
    const { user, system } = process.cpuUsage(started);
    seconds.push((user + system) / 1e6);
  }
  return { seconds: median(seconds), accuracy: model ? accuracyOf(model, test, y) : 0 };
}

function accuracyOf(model: LinearModel, test: SparseRows, y: Int32Array): number {
  const rows = margins(model, test);
  const outputs = model.intercept.length;
  const right = y.filter((k, row) => {
    const own = rows.subarray(row * outputs, (row + 1) * outputs);
    return k === (outputs === 1 ? Number(own[0] > 0) : own.indexOf(Math.max(...own)));
  });
  return right.length / y.length;
}

function measureOurs({ train, test }: Corpus, rounds: number): Map<string, Measured> {
  const analyzer = createAnalyzer({ ngramRange: [1, 2], words: patternWords('(?u)\\b\\w+\\b', { lowercase: true }) });
  const started = process.cpuUsage();
  const { vocabulary, rows } = fitCounts(train.texts, analyzer, { minDf: 2, maxDf: 1, maxFeatures: 0 });
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const unseen = finishTraining(countFeatures(test.texts, analyzer, vocabulary));
  const options = { sublinearTf: false, useIdf: true, smoothIdf: true, norm: 'l2' as const };
  const idf = inverseDocumentFrequencies(rows, options);
  const [weighted, unseenWeighted] = [rows, unseen].map((counts) => tfidf(counts, idf, options));
  const { y } = train;
  const [classes, C, alpha] = [2, 1, 1];
  const nb = { classes, C, alpha, interpolation: 0.25 };
  return new Map([
    ['counting', { seconds, accuracy: rows.values.length }],
    ['naive-bayes', timed(() => fitNaiveBayes(rows, y, { classes, alpha }), unseen, test.y, rounds)],
    ['linear-svm', timed(() => fitLinearSvm(weighted, y, { classes, C }), unseenWeighted, test.y, rounds)],
    ['logistic-regression', timed(() => fitLogisticRegression(weighted, y, { classes, C }), unseenWeighted, test.y, rounds)], // prettier-ignore
    ['nb-svm', timed(() => fitNbSvm(binary(rows), y, nb), binary(unseen), test.y, rounds)],
  ]);
}

/** What the two sides took and reached, in turn. */
function measureInTurn(name: string, corpus: Corpus, folder: string, turns: number, rounds: number) {
  const ours: Map<string, Measured>[] = [];
  const theirs: Record<string, number>[] = [];
  for (let turn = 0; turn < turns; turn++) {
    ours.push(measureOurs(corpus, rounds));
    theirs.push(runJson(python, ['bench/peers/sklearn_linear.py', name, folder, String(rounds)]));
  }
  return [...ours[0].keys()].map((model) => {
    const own = ours.flatMap((each) => each.get(model) ?? []);
    return {
      model,
      own: { seconds: median(own.map(({ seconds }) => seconds)), accuracy: own[0].accuracy },
      peer: {
        seconds: median(theirs.map((each) => each[`${model} seconds`])),
        accuracy: theirs[0][`${model} accuracy`],
      },
    };
  });
}

function main(): void {
  process.env.OMP_NUM_THREADS = '1';
  process.env.OPENBLAS_NUM_THREADS = '1';
  const { values } = parseArgs({
    options: {
      ...{ turns: { type: 'string', default: '3' }, rounds: { type: 'string', default: '3' } },
      corpus: { type: 'string', multiple: true },
    },
  });
  for (const name of values.corpus ?? [...corpora.keys()]) {
    const read = corpora.get(name);
    const folder = path.join(data, name);
    if (!read || !fs.existsSync(folder)) {
      console.log(`${name} was not measured: ${folder} is not there.`);
      continue;
    }
    const rows = measureInTurn(name, read(folder), folder, Number(values.turns), Number(values.rounds));
    console.log(`\n${name}: seconds to fit, accuracy (NLP Lab; scikit-learn; ratio of times)`);
    for (const { model, own, peer } of rows) {
      const figures = model === 'counting' ? `${own.accuracy} and ${peer.accuracy} values` : `${own.accuracy.toFixed(4)} ${peer.accuracy.toFixed(4)}`; // prettier-ignore
      const ratio = (peer.seconds / own.seconds).toFixed(2);
      console.log(`  ${model.padEnd(20)} ${own.seconds.toFixed(3)} s  ${peer.seconds.toFixed(3)} s  ratio ${ratio}  ${figures}`); // prettier-ignore
    }
  }
}

main();
