// The service described as OpenAPI 3.1, from the schemas that bodies are checked by.

import { z } from 'zod';
import { completionsBody } from './routes/completions';
import { embeddingsBody } from './routes/embeddings';
import { inferBody } from './routes/openInference';
import { predictBody } from './routes/predict';

const json = (schema: object) => ({ 'application/json': { schema } });

const bodyOf = (schema: z.ZodType) => {
  const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  void $schema; // that of OpenAPI 3.1 is the same
  return { required: true, content: json(body) };
};

const PROBLEM = {
  type: 'object',
  description:
    'What is wrong and what to do. Under /v1 `error` is an object with `message`, `type`, `param` and `code`.',
  properties: { error: {}, code: { type: 'string' } },
};

const RETRY = { 'Retry-After': { description: 'seconds', schema: { type: 'integer' } } };

const problems = Object.fromEntries(
  [
    ['400', 'The request is not understood.'],
    ['401', 'The API key is missing or wrong.'],
    ['404', 'There is no such run.'],
    ['410', 'The run was deleted while it was served.'],
    ['413', 'The body is too large.'],
    ['429', 'Too many texts of this client are waiting.'],
    ['503', 'Too much is waiting, or the service is stopping.'],
  ].map(([status, description]) => [
    status,
    { description, content: json(PROBLEM), ...(['429', '503'].includes(status) && { headers: RETRY }) },
  ]),
);

interface Operation {
  summary: string;
  body?: z.ZodType;
  /** The answer's media type; JSON where left out. */
  type?: string;
  example?: object;
}

const MODEL = { name: 'model', in: 'path', required: true, schema: { type: 'string' } };

function operationOf(path: string, { summary, body, type, example }: Operation): object {
  const content =
    type === undefined ? { 'application/json': { schema: {}, ...(example && { example }) } } : { [type]: {} };
  return {
    summary,
    ...(path.includes('{model}') && { parameters: [MODEL] }),
    ...(body && { requestBody: bodyOf(body) }),
    responses: { '200': { description: summary, content }, ...problems },
  };
}

const POSTED: Record<string, Operation> = {
  '/predict': {
    summary: "Answers texts in the run's own terms, as `nlp-lab predict --json` prints them",
    body: predictBody,
    example: {
      run: 'reviews',
      predictions: [
        {
          input: 'A joy.',
          output: 'positive',
          score: 0.97,
          label: 'positive',
          probabilities: { positive: 0.97, negative: 0.03 },
        },
      ],
    },
  },
  '/v2/models/{model}/infer': {
    summary: 'Open Inference Protocol: texts as BYTES, answers as tensors',
    body: inferBody,
  },
  '/v1/completions': { summary: 'Goes on with texts; with `stream` as server-sent events', body: completionsBody },
  '/v1/embeddings': { summary: 'Vectors of texts', body: embeddingsBody },
};

const GOT: Record<string, Operation> = {
  '/v1/models': { summary: 'The runs that are served, and what they can be asked' },
  '/v1/models/{model}': { summary: 'One of them' },
  '/v2': { summary: 'The service' },
  '/v2/health/live': { summary: 'The service is there' },
  '/v2/health/ready': { summary: 'All runs can be asked' },
  '/v2/models/{model}': { summary: 'Inputs and outputs of a run' },
  '/v2/models/{model}/ready': { summary: 'This run can be asked' },
  '/metrics': { summary: 'Figures for Prometheus', type: 'text/plain' },
};

export function openApi(version: string, needsKey: boolean): object {
  const of = (operations: Record<string, Operation>, method: string) =>
    Object.entries(operations).map(([path, operation]) => [path, { [method]: operationOf(path, operation) }]);
  return {
    openapi: '3.1.0',
    info: { title: 'NLP Lab', version, description: 'Runs of NLP Lab, asked over HTTP.' },
    paths: Object.fromEntries([...of(POSTED, 'post'), ...of(GOT, 'get')]) as object,
    ...(needsKey && {
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }],
    }),
  };
}
