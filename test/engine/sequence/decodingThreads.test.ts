// Decoding on several threads gives what one's own thread gives, can be cancelled, and starts anew after a thread has died.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { LabError } from '../../../src/protocol/labError';
import { runSearch, type SearchJob } from '../../../src/engine/decode/searchJob';
import { plainSearch } from '../../../src/engine/decode/searchOptions';
import { EOS } from '../../../src/engine/text/vocabulary';
import { createDecodingThreads, type DecodingThreads } from '../../../src/engine/sequence/decodingThreads';
import { modelOf, openDesign, type SequenceDesign } from '../../../src/engine/sequence/sequenceDesign';
import { randomNumbers } from '../../faults/randomNumbers';
import { drawnParameters } from '../../support/drawnParameters';
import { seedOf } from '../../support/seed';

const isLabError =
  (code: string, message = /./) =>
  (error: unknown): boolean =>
    LabError.toData(error).code === code && message.test(LabError.toData(error).message);

const SEED = seedOf(78);
const VOCABULARY = 40;

const design: SequenceDesign = {
  options: {
    ...{ type: 'transformer', width: 16, heads: 2, feedForward: 24, encoderLayers: 1, decoderLayers: 1 },
    ...{ norm: 'pre', positions: 'sinusoidal', activation: 'relu', dropout: 0, tieEmbeddings: true },
  },
  context: { sourceVocabulary: VOCABULARY, targetVocabulary: VOCABULARY, shared: true, longest: 61, padding: 'after' },
};

describe('decoding threads', () => {
  const random = randomNumbers(SEED);
  const parameters = drawnParameters(modelOf(design).parameters, random);
  const jobOf = (longest: number, sampling?: SearchJob['sampling']): SearchJob => {
    const sources = Array.from({ length: 5 }, () =>
      Int32Array.from([...Array.from({ length: 1 + random.below(9) }, () => 4 + random.below(VOCABULARY - 4)), EOS]),
    );
    const search = { ...plainSearch, beam: 3, lengthPenalty: 0.6, nBest: 2 };
    return { sources, search, longest: sources.map(() => longest), sampling };
  };
  let folder: string;
  let threadFile: string;
  let threads: DecodingThreads;

  before(() => {
    // Beside node_modules: the thread loads ONNX Runtime from there.
    folder = fs.mkdtempSync(path.join(process.cwd(), 'dist', 'decoding-threads-'));
    threadFile = path.join(folder, 'decodingThread.js');
    esbuild.buildSync({
      ...{ entryPoints: ['src/engine/sequence/decodingThread.ts'], outfile: threadFile, bundle: true },
      ...{ platform: 'node', format: 'cjs', logLevel: 'silent', external: ['onnxruntime-node'] },
    });
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => (threads = createDecodingThreads({ threadFile, threads: 2, design, parameters })));
  afterEach(() => threads.release());

  it('find what one thread finds, with their attention', async () => {
    const jobs = [
      jobOf(12),
      jobOf(20, { temperature: 1, topK: 0, topP: 1, seed: 3, numbers: [4, 0, 1, 2, 3] }),
      jobOf(5),
    ];
    const session = openDesign(design, { device: 'cpu', threads: 1 }, parameters);
    const decoder = session.decoder(parameters, { attention: true });
    const expected = [];
    for (const job of jobs) expected.push(await runSearch(decoder, job));
    await session.release();
    const searchers = threads.searchers(6);
    assert.equal(searchers.length, 2);
    const found = await Promise.all(jobs.map((job, i) => searchers[i % 2](job, true)));
    assert.deepEqual(found, expected);
    assert.equal(found[0][0].outputs[0].attention.length > 0, true);
    const [plain] = await searchers[0](jobs[0], false);
    assert.deepEqual(plain.outputs[0].attention, []);
  });

  it('are as many as there is work for, and none for little', () => {
    assert.deepEqual(
      [1, 3, 4, 100].map((groups) => threads.searchers(groups).length),
      [0, 0, 2, 2],
    );
  });

  it('stop in the middle of a search, and refuse what a search refuses', async () => {
    const [searcher] = threads.searchers(4);
    const cancelling = new AbortController();
    const cancelled = searcher(jobOf(60), false, cancelling.signal);
    cancelling.abort();
    await assert.rejects(cancelled, isLabError('CANCELLED'));
    const refused = { ...jobOf(5), search: { ...plainSearch, beam: 0 } };
    await assert.rejects(searcher(refused, false), isLabError('INVALID_ARGUMENT', /from 1 to 1000/));
    assert.equal((await searcher(jobOf(5), false)).length, 5);
  });

  it('end after what they do', async () => {
    const [first, second] = threads.searchers(4);
    const last = [first(jobOf(40), false), second(jobOf(40), false), first(jobOf(30), false)];
    await threads.release();
    for (const found of await Promise.all(last)) assert.equal(found.length, 5);
  });

  it('fail with a reason where a thread cannot start, and start another one then', async () => {
    const broken = path.join(folder, 'broken.js');
    fs.writeFileSync(broken, 'throw new Error("no such module");');
    const failing = createDecodingThreads({ threadFile: broken, threads: 2, design, parameters });
    const [searcher] = failing.searchers(4);
    await assert.rejects(searcher(jobOf(5), false), isLabError('CLOSED', /no such module/));
    fs.copyFileSync(threadFile, broken);
    assert.equal((await searcher(jobOf(5), false)).length, 5);
    await failing.release();
  });
});
