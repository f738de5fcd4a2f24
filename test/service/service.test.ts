// The service over real connections, with runs that an earlier version wrote: what it answers, whom it refuses, and what it says of
// requests that nobody should send.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { predictionOf } from '../../src/protocol/prediction';
import { LabError } from '../../src/protocol/labError';
import { engineHere, serviceHere, type ServiceHere } from './serviceHere';

const LSTM = path.join('test', 'golden', 'runs', 'lstm');
const TEXTS = [
  'a warm and funny film',
  'dull',
  'the plot is thin, the acting worse',
  'joy',
  'not bad at all but rather long for what it has to say',
  'ein Film',
];

describe('the service', function () {
  let folder: string;
  let service: ServiceHere;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-serve-'));
    fs.cpSync(LSTM, path.join(folder, 'lstm'), { recursive: true });
    service = await serviceHere([path.join(folder, 'lstm')], { limits: { bodyBytes: 10_000, queue: 20, texts: 8 } });
  });
  after(async () => {
    await service.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it('answers with the bits of predict, whatever is asked along', async () => {
    const engine = engineHere({});
    try {
      const alone = [];
      for (const text of TEXTS) {
        const { answers } = await engine.client.call('ask', { folder: path.join(folder, 'lstm'), texts: [text] });
        alone.push(predictionOf(answers[0]));
      }
      const whole = await service.post('/predict', { texts: TEXTS });
      assert.equal(whole.status, 200, whole.text);
      const expected = JSON.parse(JSON.stringify(alone)) as unknown[];
      assert.deepEqual(whole.body.predictions, expected);
      const each = await Promise.all(TEXTS.map((text) => service.post('/predict', { text })));
      assert.deepEqual(
        each.flatMap(({ body }) => body.predictions as unknown[]),
        expected,
      );
    } finally {
      await engine.end();
    }
  });

  it('speaks the Open Inference Protocol', async () => {
    const name = service.runs[0];
    assert.deepEqual((await service.get('/v2')).body, { name: 'nlp-lab', version: 'none', extensions: [] });
    assert.equal((await service.get('/v2/health/live')).status, 200);
    assert.equal((await service.get('/v2/health/ready')).status, 200);
    const { body: model } = await service.get(`/v2/models/${name}`);
    assert.deepEqual(model.inputs, [{ name: 'text', datatype: 'BYTES', shape: [-1] }]);
    assert.equal((await service.get(`/v2/models/${name}/versions/1/ready`)).status, 200);
    assert.equal((await service.get('/v2/models/none/ready')).status, 404);
    const inputs = [{ name: 'text', shape: [2, 1], datatype: 'BYTES', data: [[TEXTS[0]], [TEXTS[1]]] }];
    const { body } = await service.post(`/v2/models/${name}/infer`, {
      id: '7',
      inputs,
      outputs: [{ name: 'probabilities' }],
    });
    const { body: asked } = await service.post('/predict', { texts: TEXTS.slice(0, 2) });
    assert.equal(body.id, '7');
    assert.equal(body.model_name, name);
    const labels = JSON.parse(model.parameters.labels as string) as string[];
    assert.deepEqual(body.outputs, [
      {
        ...{ name: 'probabilities', datatype: 'FP64', shape: [2, labels.length] },
        data: asked.predictions.flatMap((each: { probabilities: Record<string, number> }) =>
          labels.map((label) => each.probabilities[label]),
        ),
      },
    ]);
    const wrong = { inputs: [{ ...inputs[0], shape: [3] }] };
    assert.match((await service.post(`/v2/models/${name}/infer`, wrong)).body.error as string, /there are 2 texts/);
    const depth = 3000;
    const deep = JSON.stringify({ inputs: [{ ...inputs[0], shape: [1], data: 'DEEP' }] });
    const nested = deep.replace('"DEEP"', `${'['.repeat(depth)}"a"${']'.repeat(depth)}`);
    const refused = await service.post(`/v2/models/${name}/infer`, nested);
    assert.deepEqual([refused.status, refused.body.error], [400, 'Every text is a string.']);
  });

  it('gives vectors as clients of OpenAI ask for them', async () => {
    const asked = { model: service.runs[0], input: TEXTS.slice(0, 2) };
    const { body: numbers } = await service.post('/v1/embeddings', asked);
    const { body: packed } = await service.post('/v1/embeddings', { ...asked, encoding_format: 'base64' });
    const cut = TEXTS.slice(0, 2).map((text) => text.split(' ').length);
    assert.deepEqual(numbers.usage, { prompt_tokens: cut[0] + cut[1], total_tokens: cut[0] + cut[1] });
    const bytes = Buffer.from(packed.data[1].embedding as string, 'base64');
    const vector = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    assert.deepEqual([...vector], numbers.data[1].embedding);
    const refused = await service.post('/v1/completions', { model: service.runs[0], prompt: 'a' });
    assert.deepEqual([refused.status, refused.body.error.param], [400, 'model']);
  });

  const refusals: [string, (service: ServiceHere) => Promise<{ status: number; text: string }>, number, RegExp][] = [
    ['no JSON', (at) => at.post('/predict', '{"text":'), 400, /no JSON/],
    ['no body', (at) => at.post('/predict', ''), 400, /empty/],
    ['another type', (at) => at.post('/predict', 'a', { 'content-type': 'text/plain' }), 415, /application\/json/],
    ['a field of another type', (at) => at.post('/predict', { texts: 3 }), 400, /texts.*expected array/],
    ['an unknown field', (at) => at.post('/predict', { text: 'a', txet: 1 }), 400, /txet/],
    ['neither text nor texts', (at) => at.post('/predict', {}), 400, /Give either/],
    ['an unknown run', (at) => at.post('/predict', { run: 'x', text: 'a' }), 404, /There is no run .*lstm/],
    ['a body that is too large', (at) => at.post('/predict', { text: 'a'.repeat(20_000) }), 413, /too large/],
    ['too many texts', (at) => at.post('/predict', { texts: Array(9).fill('a') }), 400, /At most 8/],
    ['an option the run has not', (at) => at.post('/predict', { text: 'a', decoding: { beam: 2 } }), 400, /decode/],
    ['another name of the host', (at) => at.get('/v2', { host: 'evil.example' }), 421, /evil.example/],
    ['a page of elsewhere', (at) => at.get('/v2', { origin: 'https://evil.example' }), 403, /evil.example/],
    ['a path that is not there', (at) => at.get('/x'), 404, /nothing at/],
  ];
  for (const [name, ask, status, words] of refusals)
    it(`refuses ${name}`, async () => {
      const reply = await (name.includes('host') ? hostOf(service, 'evil.example') : ask(service));
      assert.equal(reply.status, status, reply.text);
      assert.match(reply.text, words);
    });

  it('refuses what would fill the queue, with when to come again', async () => {
    const all = await Promise.all(
      Array.from({ length: 30 }, () => service.post('/predict', { texts: Array(8).fill('a film') })),
    );
    const refused = all.filter(({ status }) => status !== 200);
    assert.ok(refused.length > 0 && refused.length < 30, `${refused.length} of 30 refused`);
    for (const { status, headers } of refused) {
      assert.ok(status === 429 || status === 503, String(status));
      assert.equal(headers.get('retry-after'), '1');
    }
  });

  it('tells its figures, describes itself, and has a page that loads nothing from elsewhere', async () => {
    const figures = await service.get('/metrics');
    assert.match(figures.text, /^nlp_lab_requests_total\{route="\/predict",status="200"\} \d+$/m);
    assert.match(figures.text, /^nlp_lab_request_seconds_count \d+$/m);
    const { body } = await service.get('/openapi.json');
    assert.equal(body.openapi, '3.1.0');
    assert.ok('texts' in body.paths['/predict'].post.requestBody.content['application/json'].schema.properties);
    const page = await service.get('/');
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const named = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file);
    for (const file of named) assert.equal((await service.get(`/${file}`)).status, 200, file);
  });

  it('opens a run anew that has changed, while it is asked, and tells of one that has gone', async () => {
    const own = path.join(folder, 'changing');
    fs.cpSync(LSTM, own, { recursive: true });
    const changing = await serviceHere([own]);
    const [name] = changing.runs;
    try {
      const record = path.join(own, 'run.json');
      const asked = changing.post('/predict', { texts: TEXTS });
      fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace(/"epoch": \d+/, '"epoch": 77'));
      await Promise.all([changing.reload(), asked.then(({ status }) => assert.equal(status, 200))]);
      const { body } = await changing.get(`/v1/models/${name}`);
      assert.deepEqual([body.epoch, body.version], [77, 2]);
      fs.rmSync(own, { recursive: true });
      await changing.reload();
      const gone = await changing.post('/predict', { text: 'a' });
      assert.equal(gone.status, 410);
      assert.match(gone.text, /deleted or moved/);
      assert.equal((await changing.get('/v2/health/ready')).status, 503);
      fs.cpSync(LSTM, own, { recursive: true });
      await changing.reload();
      assert.equal((await changing.post('/predict', { text: 'a' })).status, 200);
    } finally {
      await changing.stop();
    }
  });

  it('is not started where it cannot be', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as net.AddressInfo;
    const cases: [Parameters<typeof serviceHere>, RegExp][] = [
      [[[LSTM], { port }], new RegExp(`Port ${port} of 127.0.0.1 is in use`)],
      [[[LSTM], { host: '0.0.0.0' }], /Give an API key/],
      [[[LSTM], { host: '203.0.113.7', apiKey: 'long enough' }], /no address of this machine/],
      [[[path.join(folder, 'none')]], /run.json/],
      [[[empty()]], /no checkpoint yet/],
    ];
    for (const [given, words] of cases)
      await assert.rejects(serviceHere(...given), (error) => error instanceof LabError && words.test(error.message));
    other.close();
  });

  it('asks for its key, and takes no other', async () => {
    const guarded = await serviceHere([LSTM], { apiKey: 'a secret of ours' });
    try {
      assert.equal((await guarded.get('/v2/health/live')).status, 200);
      for (const authorization of ['', 'Bearer ', 'Bearer another one', 'Basic a secret of ours'])
        assert.equal((await guarded.post('/predict', { text: 'a' }, { authorization })).status, 401);
      const authorization = 'Bearer a secret of ours';
      assert.equal((await guarded.post('/predict', { text: 'a' }, { authorization })).status, 200);
    } finally {
      await guarded.stop();
    }
  });

  it('answers what was asked before it stopped', async () => {
    const stopping = await serviceHere([LSTM]);
    const asked = http.request(`${stopping.address}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 12 },
    });
    const answered = new Promise<number | undefined>((resolve, reject) =>
      asked.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject),
    );
    asked.write('{"text":');
    await new Promise((resolve) => asked.once('socket', (socket) => socket.once('connect', resolve)));
    while (!(await stopping.get('/metrics')).text.includes('route="/metrics"')) continue; // it has heard of the request
    const stopped = stopping.stop();
    asked.end('"a"}');
    assert.equal(await answered, 200);
    await stopped;
  });

  function empty(): string {
    const run = path.join(folder, 'empty');
    fs.cpSync(LSTM, run, { recursive: true });
    fs.rmSync(path.join(run, 'checkpoints'), { recursive: true });
    return run;
  }
});

/** `fetch` sends no other name than that of the address. */
function hostOf({ port }: ServiceHere, host: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    http
      .get({ port, path: '/v2', headers: { host } }, (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (part: string) => (text += part));
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }));
      })
      .on('error', reject);
  });
}
