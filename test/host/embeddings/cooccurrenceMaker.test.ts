// How words are counted in the corpus, and how counting is stopped.

import assert from 'node:assert/strict';
import { CooccurrenceMaker } from '../../../src/host/embeddings/cooccurrenceMaker';
import { LabError } from '../../../src/protocol/labError';
import type { CooccurrenceReply, CooccurrenceRequest } from '../../../src/protocol/wordEvidence';

describe('counting in the corpus', () => {
  const question = {
    ...{ words: ['ice', 'steam'] as [string, string], probes: ['gas'] },
    ...{ window: 5, weighted: true, matchCase: true },
  };
  const reply: CooccurrenceReply = {
    words: [],
    probes: [{ probe: 'gas', occurrences: 2, counts: [2, 0], probabilities: [1, 0], ratio: Infinity }],
    notices: [],
    seconds: 1,
  };
  const texts = { counting: 'counting', stopped: 'stopped', noCorpus: 'choose texts' };
  const files = ['/w/a.csv', '/w/b.csv'];

  it('tells how far it is, and then a table that can cross to a view', async () => {
    const said: unknown[] = [];
    let asked: CooccurrenceRequest | undefined;
    const maker: CooccurrenceMaker = new CooccurrenceMaker({
      texts,
      onState: () => said.push(maker.state?.notice?.fraction ?? maker.state?.table?.files),
      count: (request, onProgress) => {
        asked = request;
        onProgress(0.5);
        return Promise.resolve(reply);
      },
    });
    maker.count(question, { files, column: 'body' });
    await maker.settled;
    const { words, probes } = question;
    assert.deepEqual(asked, {
      ...{ words, probes, files, column: 'body' },
      ...{ window: 5, weighted: true, lowercase: false },
    });
    assert.deepEqual(said, [0, 0.5, ['a.csv', 'b.csv']]);
    assert.deepEqual(JSON.parse(JSON.stringify(maker.state)), maker.state);
  });

  it('is stopped at once, whatever comes later', async () => {
    let arrive: (late: CooccurrenceReply) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const maker = new CooccurrenceMaker({
      texts,
      onState: () => undefined,
      count: (_, __, given) => ((signal = given), new Promise((resolve) => (arrive = resolve))),
    });
    maker.count(question, { files });
    maker.stop();
    assert.ok(signal?.aborted);
    assert.equal(maker.state?.notice?.message, 'stopped');
    arrive(reply);
    await maker.settled;
    assert.deepEqual(maker.state, { question, notice: { kind: 'error', message: 'stopped' } });
  });

  it('says what to do without texts, and why it failed with them', async () => {
    const maker = new CooccurrenceMaker({
      texts,
      onState: () => undefined,
      count: () => Promise.reject(new LabError('NOT_FOUND', 'There is no column "body" in a.csv.')),
    });
    assert.throws(() => maker.count(question, { files: [] }), /choose texts/);
    maker.count(question, { files });
    await maker.settled;
    assert.deepEqual(maker.state?.notice, { kind: 'error', message: 'There is no column "body" in a.csv.' });
  });

  it('keeps only the last of two questions', async () => {
    const maker = new CooccurrenceMaker({
      texts,
      onState: () => undefined,
      count: ({ window = 0 }) => Promise.resolve({ ...reply, seconds: window }),
    });
    maker.count(question, { files });
    const first = maker.settled;
    maker.count({ ...question, window: 9 }, { files });
    await Promise.all([first, maker.settled]);
    assert.equal(maker.state?.table?.seconds, 9);
  });
});
