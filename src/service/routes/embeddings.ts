// Vectors of texts, as OpenAI's clients ask for them: `POST /v1/embeddings`.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { can } from '../../protocol/ability';
import { invalid } from '../answering/refusals';
import type { ServedRun } from '../answering/servedRuns';
import { clientOf, goneSignal, read, type Service } from './service';

export const embeddingsBody = z.object({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())], 'texts are expected: a string or a list of strings'),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.int().optional(),
  user: z.string().optional(),
});

export function addEmbeddings(app: FastifyInstance, service: Service): void {
  app.post('/v1/embeddings', async (request, reply) => {
    const { model, input, encoding_format: format = 'float', dimensions } = read(embeddingsBody, request.body);
    const run = service.runs.named(model);
    const texts = [input].flat();
    if (texts.length === 0) throw invalid('There are no texts.', 'input');
    const embedded = await embed(service, run, texts, { client: clientOf(request), signal: goneSignal(reply) });
    const [{ vector: { length: width } }] = embedded; // prettier-ignore
    const tokens = embedded.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
    if (dimensions !== undefined && dimensions !== width)
      throw invalid(`Vectors of "${run.name}" have ${width} numbers; others cannot be had.`, 'dimensions');
    const written = (vector: Float32Array): number[] | string =>
      format === 'float'
        ? [...vector]
        : Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
    return {
      object: 'list',
      data: embedded.map(({ vector }, index) => ({ object: 'embedding', index, embedding: written(vector) })),
      model: run.name,
      usage: { prompt_tokens: tokens, total_tokens: tokens }, // those that the model has read
    };
  });
}

interface Embedded {
  vector: Float32Array;
  /** How many tokens of the text were read. */
  tokenCount: number;
}

/** Fails with a `Refusal`, and as the engine's `embed`. */
export async function embed(
  { queue, limits, metrics }: Service,
  run: ServedRun,
  texts: readonly string[],
  asking: { client: string; signal: AbortSignal },
): Promise<readonly Embedded[]> {
  if (!can(run.record, 'embed')) throw invalid(`The run "${run.name}" gives texts no vectors.`, 'model');
  if (texts.length > limits.texts)
    throw invalid(`At most ${limits.texts} texts at once, not ${texts.length}.`, 'input');
  const found = await queue.ask<Embedded>({
    ...{ ...asking, texts, key: `embed ${run.name}` },
    async answer(engine, some, signal) {
      const request = { ...run.held, texts: some };
      const { values, width, tokenCounts } = await engine.client.call('embed', request, { signal });
      return some.map((_, i) => ({ vector: values.slice(i * width, (i + 1) * width), tokenCount: tokenCounts[i] }));
    },
  });
  metrics.texts.add({ run: run.name }, texts.length);
  return found;
}
