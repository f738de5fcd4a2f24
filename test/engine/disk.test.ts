// What is no file is refused at once wherever a file is named: pipes that nobody writes to, devices, sockets, links in circles.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { check } from '../../src/engine/calls/check';
import { columns } from '../../src/engine/calls/columns';
import { corpusStatistics } from '../../src/engine/calls/corpusStatistics';
import { readableExperiment } from '../../src/engine/calls/experimentText';
import { runDetails } from '../../src/engine/calls/runDetails';
import { hashFile } from '../../src/engine/data/fileHash';
import { readTokenizerInputs } from '../../src/engine/data/tokenizerInputs';
import { readPlain } from '../../src/engine/disk/plainFile';
import { openFileBytes } from '../../src/engine/embeddings/vectors/fileBytes';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { listRuns, runFiles, summarizeRun } from '../../src/engine/store/runFolder';
import { readText } from '../../src/engine/text/readText';
import { LabError } from '../../src/protocol/labError';
import { FIXTURE_RUNS, writeFixtureRuns } from '../support/fixtureRuns';
import { callContext } from './calls/support/callContext';

const options = { lowercase: false, vocabularySize: 300, minFrequency: 1 };

/** All that reads a file that someone names. */
const READERS: [string, (file: string) => Promise<unknown>][] = [
  ['a text', async (file) => readText(file).start()],
  ['a table', (file) => columns({ file }, callContext())],
  ['a corpus', (file) => corpusStatistics({ file }, callContext())],
  ['the hash of data', hashFile],
  ['a tokenizer.json', (file) => readTokenizerInputs({ ...options, type: 'file', file }, '/')],
  ['user words', (file) => readTokenizerInputs({ ...options, type: 'word', userWords: file }, '/')],
  ['vectors', openFileBytes],
  ['an experiment', readPlain],
  ['a file of a run', async (file) => nodeFiles.openToRead(file)],
  ['a log of a run', async (file) => nodeFiles.openToChange(file)],
];

describe('what is no file', function () {
  if (process.platform === 'win32') return;
  let folder = '';
  let server: net.Server;
  const at = (name: string): string => path.join(folder, name);
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-disk-'));
    for (const name of ['pipe', 'pipe.csv', 'pipe.txt.gz']) execFileSync('mkfifo', [at(name)]);
    fs.symlinkSync(at('pipe'), at('link to a pipe'));
    fs.symlinkSync(at('two'), at('one'));
    fs.symlinkSync(at('one'), at('two'));
    fs.symlinkSync('/dev/zero', at('device'));
    server = net.createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
  });
  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    fs.rmSync(folder, { recursive: true });
  });

  const kinds: [string, RegExp][] = [
    ['pipe', /is a pipe, not a file/],
    ['pipe.csv', /is a pipe, not a file/],
    ['pipe.txt.gz', /is a pipe, not a file/],
    ['link to a pipe', /is a pipe, not a file/],
    ['device', /is a device, not a file/],
    ['socket', /is a socket, not a file/],
    ['one', /is a link that leads back to itself/],
  ];
  for (const [what, read] of READERS)
    it(`is refused as ${what}`, async () => {
      for (const [name, says] of kinds)
        await assert.rejects(read(at(name)), (error: unknown) => {
          assert.ok(error instanceof LabError && error.code === 'INVALID_FILE', `${name}: ${String(error)}`);
          assert.match(error.message, says);
          return true;
        });
    });

  it('is found in experiments before anything is read', async () => {
    const faultsOf = async (experiment: object) => {
      const request = { experimentText: JSON.stringify(experiment), baseFolder: folder };
      const { problems } = await check(request, callContext());
      return problems.map(({ code, place }) => `${code} ${place?.key?.join('.')}`);
    };
    const tokenizer = { type: 'file', file: 'one' };
    assert.deepEqual(await faultsOf({ data: { train: 'pipe.csv' }, tokenizer }), [
      'INVALID_FILE data.train',
      'INVALID_FILE tokenizer.file',
    ]);
    const labels = { a: 'device', b: 'socket', c: 'one' };
    assert.deepEqual(
      await faultsOf({ data: { train: { labels } } }),
      ['a', 'b', 'c'].map((label) => `INVALID_FILE data.train.labels.${label}`),
    );
    assert.deepEqual(await faultsOf({ task: 'embedding', data: { train: 'pipe' } }), ['INVALID_FILE data.train']);
    assert.deepEqual(
      await faultsOf({ task: 'sequence-to-sequence', data: { train: { source: 'pipe', target: 'one' } } }),
      ['INVALID_FILE data.train.source', 'INVALID_FILE data.train.target'],
    );
  });

  it('makes a run folder one that cannot be read, and is told as the reason', async () => {
    const names = ['run.json', ...Object.values(runFiles)];
    for (const name of names) {
      const runs = fs.mkdtempSync(at('runs-'));
      writeFixtureRuns(runs, folder);
      const run = path.join(runs, FIXTURE_RUNS[0].id);
      fs.rmSync(path.join(run, name), { recursive: true, force: true });
      execFileSync('mkfifo', [path.join(run, name)]);
      const listed = listRuns(nodeFiles, runs).find((summary) => summary.folder === run);
      assert.equal(listed?.record.status, 'failed', name);
      assert.match(listed?.record.failure?.message ?? '', /is a pipe|no file but a pipe/, name);
      assert.throws(() => summarizeRun(nodeFiles, run), { code: 'INVALID_FILE' });
      const { configuration } = await runDetails({ folder: run }, callContext());
      assert.equal(configuration.length === 0, name === 'experiment.json');
    }
  });

  it('leaves the text of an experiment as the editor has it', async () => {
    assert.equal(await readableExperiment('a\ufffd', at('pipe')), 'a\ufffd');
  });

  it('holds no thread: more pipes than there are threads, and files are read still', async () => {
    const tries = Array.from({ length: 20 }, () =>
      readText(at('pipe'))
        .start()
        .catch(() => 'refused'),
    );
    assert.deepEqual(new Set(await Promise.all(tries)), new Set(['refused']));
    fs.writeFileSync(at('text'), 'read');
    assert.equal(await readText(at('text')).start(), 'read');
  });
});
