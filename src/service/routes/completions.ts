// Texts that language models go on with, as OpenAI's clients ask for them: `POST /v1/completions`, at once or token by token.

import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { can } from '../../protocol/ability';
import type { ContinuedToken, ContinueRequest } from '../../protocol/continuation';
import { invalid, refusalOf } from '../answering/refusals';
import type { ServedRun } from '../answering/servedRuns';
import { goneSignal, read, type Service } from './service';
import { eventsOf } from './serverEvents';
import type { Streams } from '../answering/streams';

/** Neutral values of what clients send along and no run has. */
const neutral = (...values: (number | null)[]) =>
  z
    .custom<number | null>((value) => values.includes(value as number | null), 'this is not done here; leave it out')
    .optional();

/** The body of `POST /v1/completions`. `top_k` and `min_p` are as other servers have them. */
export const completionsBody = z.object({
  model: z.string(),
  prompt: z.union([z.string(), z.array(z.string())], 'texts are expected: a string or a list of strings').optional(),
  max_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(100).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  top_k: z.int().min(0).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  n: z.int().min(1).max(16).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).max(4)]).nullish(),
  seed: z.int().min(0).nullish(),
  logprobs: z.int().min(0).max(10).nullish(),
  echo: z.boolean().nullish(),
  user: z.string().nullish(),
  suffix: neutral(null),
  best_of: neutral(null, 1),
  presence_penalty: neutral(null, 0),
  frequency_penalty: neutral(null, 0),
  logit_bias: neutral(null),
});

type Body = z.infer<typeof completionsBody>;

/** One text to go on with. */
interface Job {
  index: number;
  prompt: string;
  request: Omit<ContinueRequest, 'folder' | 'checkpoint'>;
}

export function addCompletions(app: FastifyInstance, service: Service, streams: Streams): void {
  app.post('/v1/completions', async (request, reply) => {
    const body = read(completionsBody, request.body);
    const run = service.runs.named(body.model);
    if (!can(run.record, 'continue')) throw invalid(`The run "${run.name}" does not go on with texts.`, 'model');
    const jobs = jobsOf(body, service.limits);
    const about = {
      id: `cmpl-${randomUUID()}`,
      object: 'text_completion',
      created: Math.floor(Date.now() / 1000),
      model: run.name,
    };
    const asking = { signal: goneSignal(reply), run, body, about };
    if (body.stream) return streamed(service, streams, reply, { ...asking, jobs });
    const found = await Promise.all(
      jobs.map(async ({ index, prompt, request: asked }) => {
        const { text, tokens, end, promptTokens } = await streams.continue(run, asked, asking);
        const said = (body.echo ? prompt : '') + text;
        return {
          promptTokens,
          tokens,
          choice: { text: said, index, logprobs: logprobsOf(tokens, body), finish_reason: end },
        };
      }),
    );
    const prompts = found.filter((_, i) => i % (body.n ?? 1) === 0);
    const [promptTokens, completionTokens] = [
      sum(prompts.map((each) => each.promptTokens)),
      sum(found.map((each) => each.tokens.length)),
    ];
    service.metrics.tokens.add({ run: run.name }, completionTokens);
    return { ...about, choices: found.map(({ choice }) => choice), usage: usageOf(promptTokens, completionTokens) };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const usageOf = (prompt: number, completion: number) => ({
  ...{ prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
});

/** Without a seed each request draws anew. */
function jobsOf(body: Body, limits: Service['limits']): Job[] {
  const { max_tokens: tokens, temperature, top_p: topP, top_k: topK, min_p: minP, n, stop, seed, logprobs } = body;
  const wanted = tokens ?? 16;
  if (wanted > limits.tokens) throw invalid(`At most ${limits.tokens} tokens, not ${wanted}.`, 'max_tokens');
  const prompts = [body.prompt ?? ''].flat();
  if (prompts.length * (n ?? 1) > limits.texts) throw invalid(`At most ${limits.texts} texts at once.`, 'prompt');
  const first = seed ?? randomInt(2 ** 32);
  return prompts.flatMap((prompt, at) =>
    Array.from({ length: n ?? 1 }, (_, k) => ({
      ...{ index: at * (n ?? 1) + k, prompt },
      request: {
        ...{ prompt, tokens: wanted, stop: [stop ?? []].flat(), alternatives: logprobs ?? 0 },
        sampling:
          temperature === 0
            ? { greedy: true }
            : { temperature: temperature ?? 1, topP: topP ?? 1, topK: topK ?? 0, minP: minP ?? 0, seed: first + k },
      },
    })),
  );
}

/** As OpenAI tells them: natural logarithms, of each token and of the most probable ones at its place. */
function logprobsOf(tokens: readonly ContinuedToken[], { logprobs }: Body, from = 0): object | null {
  if (logprobs === undefined || logprobs === null) return null;
  const offsets: number[] = [];
  tokens.reduce((at, { text }) => (offsets.push(at), at + text.length), from);
  return {
    tokens: tokens.map(({ text }) => text),
    token_logprobs: tokens.map(({ logProbability }) => logProbability),
    top_logprobs: tokens.map(({ before }) =>
      Object.fromEntries(before.map(({ token, probability }) => [token, Math.log(probability)])),
    ),
    text_offset: offsets,
  };
}

interface Streaming {
  jobs: readonly Job[];
  run: ServedRun;
  body: Body;
  about: object;
  signal: AbortSignal;
}

/** The tokens of all texts as they come, each with the number of its text. What fails after the first token is told as an event. */
async function streamed(
  service: Service,
  streams: Streams,
  reply: FastifyReply,
  asked: Streaming,
): Promise<FastifyReply> {
  const { jobs, run, body, about, signal } = asked;
  const events = eventsOf(reply);
  const tell = (choice: object): void => events.send({ ...about, choices: [choice] });
  let [promptTokens, completionTokens] = [0, 0];
  try {
    await Promise.all(
      jobs.map(async ({ index, prompt, request }) => {
        let at = 0;
        if (body.echo) tell({ text: prompt, index, logprobs: null, finish_reason: null });
        const onToken = (token: ContinuedToken): void => {
          tell({ text: token.text, index, logprobs: logprobsOf([token], body, at), finish_reason: null });
          at += token.text.length;
          completionTokens++;
        };
        const reply = await streams.continue(run, request, { signal, onToken });
        if (index % (body.n ?? 1) === 0) promptTokens += reply.promptTokens;
        tell({ text: '', index, logprobs: null, finish_reason: reply.end });
      }),
    );
    if (body.stream_options?.include_usage)
      events.send({ ...about, choices: [], usage: usageOf(promptTokens, completionTokens) });
    events.send('[DONE]');
  } catch (error) {
    if (!events.areSent()) throw error;
    const { message, code, status } = refusalOf(error);
    events.send({
      error: { message, type: status >= 500 ? 'server_error' : 'invalid_request_error', param: null, code },
    });
  } finally {
    service.metrics.tokens.add({ run: run.name }, completionTokens);
  }
  events.end();
  return reply;
}
