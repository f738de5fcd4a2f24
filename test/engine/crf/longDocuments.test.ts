// Documents of thousands of tokens: whatever reads, fits or judges them can be left between two of them, not only after hundreds.

import assert from 'node:assert/strict';
import { learnAttributes } from '../../../src/engine/crf/attributes';
import { createExpander } from '../../../src/engine/crf/expandTemplates';
import { observedFeatures } from '../../../src/engine/crf/features';
import { fitCrf } from '../../../src/engine/crf/fitCrf';
import { parseTemplates } from '../../../src/engine/crf/templates';
import { judgeSentences } from '../../../src/engine/tasks/tagging/judgeSentences';
import { finishTraining } from '../../../src/engine/text/trainers/training';
import { allowedTransitions } from '../../../src/engine/tags/transitions';
import { LabError } from '../../../src/protocol/labError';

const [DOCUMENTS, TOKENS] = [40, 3000];
const TAGS = ['O', 'B-A', 'I-A'];
/** Of 40 documents with 51 tags the first evaluation has twice as many. */
const WANTED = 10;

const documents = Array.from({ length: DOCUMENTS }, (_, document) => ({
  tokens: Array.from({ length: TOKENS }, (__, t) => `w${(document + t) % 50}`),
}));
const gold = Int32Array.from({ length: DOCUMENTS * TOKENS }, (_, t) => (t % 7 === 0 ? 1 : t % 7 === 1 ? 2 : 0));

function stepsOf<T>(work: Generator<unknown, T, void>): { steps: number; value: T } {
  for (let steps = 0; ; steps++) {
    const { done, value } = work.next();
    if (done) return { steps, value: value as T };
  }
}

describe('long documents', () => {
  const parsed = parseTemplates(['w[0]']);
  const templates = 'list' in parsed ? parsed.list : assert.fail();
  const learned = stepsOf(learnAttributes(documents, createExpander(templates, 1), 1));

  it('are counted with a pause after each', () => assert.ok(learned.steps >= DOCUMENTS, `${learned.steps} pauses`));

  for (const algorithm of ['lbfgs', 'sgd'] as const)
    it(`are fitted by ${algorithm} with pauses within a pass`, () => {
      const { index, rows } = learned.value;
      const problem = {
        ...{ tags: TAGS.length, rows, gold, features: finishTraining(observedFeatures(rows, gold, index.count)) },
        allowed: allowedTransitions(TAGS, 'IOB2'),
      };
      const options = { l1: 0, l2: 1, transitions: true, iterations: 1, tolerance: 1e-5, learningRate: 0.01, seed: 1 };
      let pauses = 0;
      for (const pass of fitCrf(problem, { algorithm, ...options })) if (pass) break; else pauses++; // prettier-ignore
      assert.ok(pauses >= 3, `${pauses} pauses`);
    });

  it('are fitted with more pauses where there are many tags, whose pairs take the time', () => {
    const many = ['O', ...Array.from({ length: 25 }, (_, i) => [`B-${i}`, `I-${i}`]).flat()];
    const { index, rows } = learned.value;
    const problem = {
      ...{ tags: many.length, rows, gold, features: finishTraining(observedFeatures(rows, gold, index.count)) },
      allowed: allowedTransitions(many, 'IOB2'),
    };
    const options = { l1: 0, l2: 1, transitions: true, iterations: 1, tolerance: 1e-5, learningRate: 0.01, seed: 1 };
    let pauses = 0;
    for (const pass of fitCrf(problem, { algorithm: 'lbfgs', ...options })) if (pass || ++pauses === WANTED) break;
    assert.equal(pauses, WANTED);
  });

  it('are judged with pauses in which a cancellation is heard', async () => {
    const tags = Array.from({ length: 50 }, (_, i) => (i === 0 ? 'O' : `B-${i}`));
    const length = 3000;
    const sentences = Array.from({ length: 60 }, () => ({
      ...{ tokens: new Array<string>(length).fill('a'), tags: new Array<string>(length).fill('O') },
      ...{ file: 'a.conll', lines: new Array<number>(length).fill(1) },
    }));
    const zeros = new Float64Array(length * tags.length);
    const chain = { tags: tags.length, begin: new Float64Array(50), end: new Float64Array(50), transitions: new Float64Array(2500) }; // prettier-ignore
    const cancel = new AbortController();
    const part = { sentences, tags: sentences.map(() => new Int32Array(length)) };
    const judging = judgeSentences(part, () => zeros, chain, { tags, own: 'IOB2', files: 'IOB2', repair: 'begin' }, {
      signal: cancel.signal,
      progress: (fraction) => fraction < 0.5 && cancel.abort(),
    }); // prettier-ignore
    await assert.rejects(judging, (error: unknown) => error instanceof LabError && error.code === 'CANCELLED');
  });
});
