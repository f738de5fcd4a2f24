// The Open Inference Protocol, version 2 (KServe's): texts as BYTES in, tensors out. Without its binary extension.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answers, can } from '../../protocol/ability';
import type { Answer } from '../../protocol/answer';
import { emptyPrediction, predictionOf } from '../../protocol/prediction';
import { invalid, unavailable } from '../answering/refusals';
import type { ServedRun } from '../answering/servedRuns';
import { embed } from './embeddings';
import { ask } from './predict';
import { clientOf, goneSignal, read, type Service } from './service';

type Datatype = 'BYTES' | 'FP32' | 'FP64';

interface Tensor {
  name: string;
  datatype: Datatype;
  shape: number[];
  data: (string | number)[];
}

const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional();

const input = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)),
  datatype: z.string(),
  parameters,
  data: z.array(z.unknown()),
});

/** The body of `POST /v2/models/{model}/infer`. */
export const inferBody = z.object({
  id: z.string().max(200).optional(),
  parameters,
  inputs: z.array(input),
  outputs: z.array(z.object({ name: z.string(), parameters })).optional(),
});

const INPUT = 'text';

export function addOpenInference(app: FastifyInstance, service: Service): void {
  const { runs, engines } = service;
  const isReady = (): boolean => !service.isStopping() && runs.areReady && engines.ready.length > 0;

  app.get('/v2', () => ({ name: 'nlp-lab', version: service.version, extensions: [] }));
  app.get('/v2/health/live', () => ({ live: true }));
  app.get('/v2/health/ready', () => {
    if (isReady()) return { ready: true };
    const gone = runs.all.find((run) => run.gone !== undefined)?.gone;
    throw unavailable(service.isStopping() ? 'The service is stopping.' : (gone ?? 'No engine is ready yet.'));
  });
  for (const version of ['', '/versions/:version']) {
    const model = `/v2/models/:model${version}`;
    const runOf = (params: unknown): ServedRun => {
      const { model: name, version: wanted } = params as { model: string; version?: string };
      const run = runs.named(name);
      if (wanted !== undefined && wanted !== String(run.version))
        throw invalid(`The run "${run.name}" is at version ${run.version} here.`);
      return run;
    };
    app.get(model, ({ params }) => metadataOf(runOf(params)));
    app.get(`${model}/ready`, ({ params }) => {
      const { name } = runOf(params);
      if (isReady()) return { name, ready: true };
      throw unavailable('No engine is ready.');
    });
    app.post(`${model}/infer`, async (request, reply) => {
      const run = runOf(request.params);
      const body = read(inferBody, request.body);
      const asking = { client: clientOf(request), signal: goneSignal(reply) };
      const texts = textsOf(body.inputs);
      const found = answers(run.record)
        ? tensorsOf(run, texts, await ask(service, run, texts, asking))
        : [await vectorsOf(service, run, texts, asking)];
      const wanted = body.outputs?.map(({ name }) => name);
      const unknown = wanted?.find((name) => found.every((tensor) => tensor.name !== name));
      if (unknown !== undefined)
        throw invalid(`There is no output "${unknown.slice(0, 100)}". There is ${listed(found)}.`, 'outputs');
      return {
        ...{ model_name: run.name, model_version: String(run.version), ...(body.id !== undefined && { id: body.id }) },
        outputs: found.filter(({ name }) => wanted?.includes(name) ?? true),
      };
    });
  }
}

const listed = (tensors: readonly { name: string }[]): string => tensors.map(({ name }) => `"${name}"`).join(', ');

/** Data may be flat or in rows. */
function textsOf(inputs: readonly z.infer<typeof input>[]): string[] {
  const [given, ...others] = inputs;
  if (given === undefined || others.length > 0 || given.name !== INPUT)
    throw invalid(`Give one input, "${INPUT}".`, 'inputs');
  if (given.datatype !== 'BYTES') throw invalid('The input "text" is BYTES.', 'inputs.0.datatype');
  const texts = given.data.flat();
  const [count, ...ones] = given.shape;
  if (count !== texts.length || ones.length > 1 || ones.some((size) => size !== 1))
    throw invalid(`The shape is [texts] or [texts, 1]; there are ${texts.length} texts.`, 'inputs.0.shape');
  if (!texts.every((text) => typeof text === 'string')) throw invalid('Every text is a string.', 'inputs.0.data');
  return texts;
}

/** What a model gives, by name and type; sizes that only an answer tells are -1. */
function outputsOf({ record }: ServedRun): Omit<Tensor, 'data'>[] {
  const each = (name: string, datatype: Datatype, ...sizes: number[]) => ({ name, datatype, shape: [-1, ...sizes] });
  if (!answers(record)) return [each('vector', 'FP32', -1)];
  return [
    each('output', 'BYTES'),
    ...(can(record, 'label') ? [each('score', 'FP64'), each('probabilities', 'FP64', record.labels.length)] : []),
    ...(can(record, 'number') ? [each('value', 'FP64')] : []),
    ...(can(record, 'write') ? [each('score', 'FP64')] : []),
    each('prediction', 'BYTES'),
  ];
}

const metadataOf = (run: ServedRun) => ({
  name: run.name,
  versions: [String(run.version)],
  platform: `nlp-lab ${run.record.task} ${run.record.modelType}`.trim(),
  inputs: [{ name: INPUT, datatype: 'BYTES', shape: [-1] }],
  outputs: outputsOf(run),
  ...(run.record.labels.length > 0 &&
    can(run.record, 'label') && { parameters: { labels: JSON.stringify(run.record.labels) } }),
});

/** `prediction` is JSON, as of `/predict`, of whatever kind the answers are. */
function tensorsOf(
  run: ServedRun,
  texts: readonly string[],
  found: readonly { input: string; answer?: Answer }[],
): Tensor[] {
  const valueOf = ({ answer }: { answer?: Answer }, name: string): (string | number)[] => {
    if (name === 'probabilities' && answer?.kind === 'label')
      return run.record.labels.map((label) => answer.probabilities[label]);
    if (name === 'value' && answer?.kind === 'number') return [answer.value];
    if (name === 'score' && answer?.kind === 'label') return [answer.score];
    if (name === 'score') return [answer?.kind === 'text' ? answer.outputs[0].score : 0];
    if (!answer) return [''];
    return [answer.kind === 'text' ? answer.outputs[0].text : answer.output];
  };
  return outputsOf(run).map(({ shape: [, ...sizes], ...tensor }) => ({
    ...tensor,
    shape: [texts.length, ...sizes],
    data:
      tensor.name === 'prediction'
        ? found.map(({ input: text, answer }) => JSON.stringify(answer ? predictionOf(answer) : emptyPrediction(text)))
        : found.flatMap((each) => valueOf(each, tensor.name)),
  }));
}

async function vectorsOf(
  service: Service,
  run: ServedRun,
  texts: readonly string[],
  asking: { client: string; signal: AbortSignal },
): Promise<Tensor> {
  const vectors = (await embed(service, run, texts, asking)).map(({ vector }) => vector);
  const shape = [texts.length, vectors[0]?.length ?? 0];
  return { name: 'vector', datatype: 'FP32', shape, data: vectors.flatMap((vector) => [...vector]) };
}
