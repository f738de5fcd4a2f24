// `nlp-lab mcp` beside the client of the protocol's own library: what is offered, what it answers, and who is asked before a training.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { runCli } from '../faults/cliProcess';
import { corpusRows, smallExperiment, tsvOf, writeExperiment } from '../faults/smallExperiment';

const CLI = path.resolve('dist', 'cli.js');
const RUN = path.resolve('test', 'golden', 'runs', 'logistic'); // nothing native is needed

type Consent = 'accept' | 'decline' | 'nobody to ask';

describe('runs offered to agents', () => {
  let folder: string;
  const clients: Client[] = [];

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-agents-'));
    fs.cpSync(RUN, path.join(folder, '.nlplab', 'runs', 'logistic'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'train.tsv'), tsvOf(corpusRows(40, 1)));
    writeExperiment(folder, smallExperiment({ training: { epochs: 1, batchSize: 16 } }));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  async function connected(consent: Consent, asked: string[] = [], args: string[] = []): Promise<Client> {
    const capabilities = consent === 'nobody to ask' ? {} : { elicitation: {} };
    const client = new Client({ name: 'test', version: '1' }, { capabilities });
    if (consent !== 'nobody to ask')
      client.setRequestHandler('elicitation/create', ({ params }) => {
        asked.push(params.message);
        return { action: consent, content: {} };
      });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [CLI, 'mcp', ...args],
        cwd: folder,
        stderr: 'ignore',
      }),
    );
    clients.push(client);
    return client;
  }

  /** What a tool answers, or why it does not. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- its shape is what is tested
  async function used(client: Client, name: string, input: Record<string, unknown>): Promise<any> {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: input });
    const [first] = content as { text: string }[];
    if (isError) return first.text;
    assert.deepEqual(JSON.parse(first.text), structuredContent);
    return structuredContent;
  }

  it('are listed, described, asked and compared', async () => {
    const client = await connected('nobody to ask');
    const { tools } = await client.listTools();
    const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
    assert.deepEqual([tools.length, reading.length, reading.includes('train')], [9, 8, false]);
    for (const { description, inputSchema } of tools) assert.ok(description && inputSchema.type === 'object');

    const { total, runs } = await used(client, 'list_runs', { query: 'validation.accuracy > 0.5', keys: ['model.C'] });
    assert.deepEqual([total, runs[0].name, runs[0]['model.type']], [1, 'logistic', 'logistic-regression']);
    assert.equal((await used(client, 'list_runs', { query: 'validation.accuracy > 0.99' })).total, 0);
    const named = await used(client, 'list_runs', { query: 'training.batchSize > 0' });
    assert.equal(typeof named.runs[0]['training.batchSize'], 'number', 'what is asked about is told');
    assert.match(
      await used(client, 'list_runs', { query: 'validation.acuracy > 0.5' }),
      /Did you mean validation.accuracy/,
    );

    assert.match(await used(client, 'list_runs', { sort: '-validation.acuracy' }), /Did you mean validation.accuracy/);

    await runCli(['mark', 'logistic', '--name', 'the one to keep'], path.join(folder, '.nlplab', 'runs'));
    assert.equal((await used(client, 'list_runs', {})).runs[0].name, 'the one to keep');
    const { run: found } = await used(client, 'describe_run', { run: 'the one to keep' });
    assert.equal((await used(client, 'describe_run', { run: runs[0].run })).run, found);
    await runCli(['mark', 'logistic', '--name', ''], path.join(folder, '.nlplab', 'runs'));

    const described = await used(client, 'describe_run', { run: 'logistic' });
    assert.deepEqual([described.task, described.labelCount], ['classification', described.labels.length]);
    assert.ok(described.configuration['model.type'] && described.epochs.length > 0);

    const { answers } = await used(client, 'ask_run', { run: runs[0].run, texts: ['a lovely film'] });
    const { out } = await runCli(['predict', RUN, '--json', '--text', 'a lovely film'], folder);
    assert.deepEqual(answers, [JSON.parse(out)]);

    const cut = await used(client, 'tokenize', { text: 'a lovely film\nthe end', run: 'logistic' });
    assert.deepEqual([cut.lineCount, cut.lines[1].tokens.join('')], [2, 'the end']);
    assert.match(await used(client, 'neighbors', { run: 'logistic', word: 'film' }), /no (word vectors|embedding)/i);
    assert.match(await used(client, 'compare_runs', { runs: ['logistic', 'nobody'] }), /There is no run "nobody"/);
    assert.match(await used(client, 'read_examples', { run: 'logistic' }), /evaluat/);
    assert.match(await used(client, 'ask_run', { run: 'logistic', texts: [], x: 1 }), /texts: .*; .*"x"/);
  });

  it('are trained when a person has said yes, and within the folder alone', async () => {
    const asked: string[] = [];
    const client = await connected('accept', asked);
    const experiment = { file: 'small.nlplab.json' };
    const { isRight, problems } = await used(client, 'check_experiment', experiment);
    assert.deepEqual(
      [isRight, problems.filter(({ severity }: { severity: string }) => severity === 'error')],
      [true, []],
    );
    assert.match(await used(client, 'check_experiment', { file: '../other.nlplab.json' }), /lies outside of/);
    const { status, run, isBudgetSpent } = await used(client, 'train', { ...experiment, minutes: 10 });
    assert.deepEqual([status, isBudgetSpent, asked.length], ['completed', false, 1]);
    assert.match(asked[0], /small\.nlplab\.json for at most 10 min\?/);
    assert.ok(fs.existsSync(path.join(folder, '.nlplab', 'runs', run, 'run.json')));
  });

  it('are not trained when a person says no, or nobody can be asked, unless that was allowed', async () => {
    const runs = (): number => fs.readdirSync(path.join(folder, '.nlplab', 'runs')).length;
    const before = runs();
    const given = { file: 'small.nlplab.json', minutes: 10 };
    assert.match(await used(await connected('decline'), 'train', given), /has said no/);
    const alone = await connected('nobody to ask');
    assert.match(await used(alone, 'train', given), /a person must agree first/);
    assert.equal(runs(), before);
    const allowed = await connected('nobody to ask', [], ['--allow-training']);
    assert.match(await used(allowed, 'train', { ...given, minutes: 0.0001 }), /budget of 0\.0001 minutes was spent/);
    assert.equal((await used(allowed, 'train', given)).status, 'completed');
  });
});
