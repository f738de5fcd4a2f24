// Texts in the run's own terms: what `nlp-lab predict --json` prints of each.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answers, can } from '../../protocol/ability';
import type { Answer } from '../../protocol/answer';
import { pictureContent } from '../../protocol/pictureContent';
import { emptyPrediction, predictionOf } from '../../protocol/prediction';
import { invalid } from '../answering/refusals';
import type { ServedRun } from '../answering/servedRuns';
import { clientOf, goneSignal, read, type Service } from './service';

const decoding = z
  .strictObject({
    method: z.enum(['greedy', 'beam', 'sampling']),
    beam: z.int().min(1).max(100),
    lengthPenalty: z.number(),
    maxLength: z.int().min(1),
    minLength: z.int().min(0),
    noRepeat: z.int().min(0),
    nBest: z.int().min(1).max(100),
    banned: z.array(z.string()),
    forced: z.array(z.string()),
    prefix: z.string(),
    replaceUnknown: z.boolean(),
    temperature: z.number(),
    topK: z.int(),
    topP: z.number(),
    minP: z.number(),
    typical: z.number(),
    seed: z.int().min(0),
  })
  .partial();

/** Of a run what may be asked along with texts. */
const more = z.strictObject({ explain: z.boolean(), choices: z.int().min(1).max(1000), decoding }).partial();

/** The body of `POST /predict`. */
export const predictBody = z.strictObject({
  run: z.string().optional(),
  text: z.string().optional(),
  texts: z.array(z.string()).optional(),
  ...more.shape,
});

type More = z.infer<typeof more>;

export function addPredict(app: FastifyInstance, service: Service): void {
  app.post('/predict', async (request, reply) => {
    const { run: name, text, texts, ...asked } = read(predictBody, request.body);
    if ((text === undefined) === (texts === undefined)) throw invalid('Give either "text" or "texts".', 'texts');
    const run = service.runs.named(name);
    const found = await ask(service, run, texts ?? [text ?? ''], {
      ...{ more: asked, client: clientOf(request), signal: goneSignal(reply) },
    });
    return {
      run: run.name,
      predictions: found.map(({ input, answer }) => (answer ? predictionOf(answer) : emptyPrediction(input))),
    };
  });
}

interface Asking {
  more?: More;
  client: string;
  signal: AbortSignal;
}

/** An answer for each text; none for empty ones of runs that write. Fails with a `Refusal`, and as the engine's `ask`. */
export async function ask(
  { queue, limits, metrics }: Service,
  run: ServedRun,
  texts: readonly string[],
  { more: asked = {}, client, signal }: Asking,
): Promise<{ input: string; answer?: Answer }[]> {
  const { record, name } = run;
  if (!answers(record)) throw invalid(`The run "${name}" ${whatElse(run)}`);
  if (texts.length > limits.texts)
    throw invalid(`At most ${limits.texts} texts at once, not ${texts.length}.`, 'texts');
  requireBounded(asked, limits);
  if (can(record, 'picture')) requirePictures(texts);
  const isAsked = (text: string): boolean => !can(record, 'write') || text.trim() !== '';
  const found = await queue.ask<Answer>({
    ...{ client, signal, texts: texts.filter(isAsked) },
    key: `ask ${name} ${JSON.stringify(asked)}`,
    async answer(engine, some, signal) {
      return (await engine.client.call('ask', { ...run.held, texts: some, ...asked }, { signal })).answers;
    },
  });
  metrics.texts.add({ run: name }, texts.length);
  let at = 0;
  return texts.map((input) => (isAsked(input) ? { input, answer: found[at++] } : { input }));
}

/** Outputs that are never ended would keep an engine for ever. */
function requireBounded(
  { decoding: { maxLength = 0, minLength = 0 } = {} }: More,
  { tokens }: Service['limits'],
): void {
  const longest = Math.max(maxLength, minLength);
  if (longest > tokens) throw invalid(`Outputs have at most ${tokens} tokens, not ${longest}.`, 'decoding');
}

/** A path would be one of this machine, which is nothing to whoever asks. */
function requirePictures(texts: readonly string[]): void {
  const named = texts.findIndex((text) => pictureContent(text) === undefined);
  if (named >= 0)
    throw invalid(
      `This run reads pictures: send each as data:image/png;base64,... or data:image/jpeg;base64,.... Number ${named + 1} is something else.`,
      'texts',
    );
}

function whatElse({ record }: ServedRun): string {
  if (can(record, 'continue')) return 'goes on with texts: ask /v1/completions.';
  if (can(record, 'embed')) return 'gives texts vectors: ask /v1/embeddings.';
  return 'answers no questions about texts.';
}
