// Fastify with its limits, its log, and one way to tell what is wrong. Bodies are checked by the routes' own schemas: neither the
// checks nor the writing of answers are compiled from text, as Fastify's own would be.

import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Refusal, refusalOf } from './answering/refusals';
import { crossOriginHeaders, guard } from './guard/guard';
import type { ServiceMetrics } from './serviceMetrics';
import type { ServiceLimits, ServiceOptions } from './serviceOptions';

/** What a head may take to arrive. */
const HEADERS_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;
const CHECKING_MS = 2000;

const SECURE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

interface AppOptions extends Pick<
  ServiceOptions,
  'host' | 'apiKey' | 'allowHosts' | 'allowOrigins' | 'log' | 'logLevel'
> {
  limits: ServiceLimits;
  metrics: ServiceMetrics;
  refused(): Refusal | undefined;
}

export function createApp({
  limits,
  metrics,
  refused,
  log,
  logLevel = 'info',
  ...guarded
}: AppOptions): FastifyInstance {
  const { bodyBytes, timeoutMs, connections } = limits;
  const app: FastifyInstance = fastify({
    logger: log ? { level: logLevel, stream: log } : false,
    logController: new LogController({ disableRequestLogging: true }), // one line for each request, below
    bodyLimit: bodyBytes,
    requestTimeout: timeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // said below, with when to try again
    http: {
      headersTimeout: Math.min(HEADERS_MS, timeoutMs),
      connectionsCheckingInterval: CHECKING_MS,
      maxHeaderSize: 16 * 1024,
    },
    schemaController: {
      compilersFactory: {
        buildValidator: () => () => (() => true) as never, // no route has a schema
        buildSerializer: () => () => JSON.stringify,
      },
    },
  });
  app.server.maxConnections = connections;
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...SECURE, ...crossOriginHeaders(request.headers.origin, guarded) });
    guard({ path: request.url.split('?', 1)[0], headers: request.headers }, guarded);
    const refusal = refused();
    if (refusal && !request.url.startsWith('/v2/health/')) throw refusal;
  });
  app.addHook('onSend', (_, reply, payload, done) => {
    if (refused()) reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { url } = request.routeOptions;
    const route = url ?? 'none';
    metrics.requests.add({ route, status: reply.statusCode });
    metrics.seconds.observe(reply.elapsedTime / 1000);
    const said = { route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, client: request.ip };
    if (reply.statusCode >= 500) request.log.warn(said, 'answered');
    else request.log.info(said, 'answered');
    done();
  });
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'OPTIONS' && reply.hasHeader('access-control-allow-origin')) return reply.code(204).send();
    return told(reply, request, {
      status: 404,
      code: 'NOT_FOUND',
      message: `There is nothing at ${request.method} ${request.url.slice(0, 200)}; / is a page to try the service.`,
    });
  });
  return app;
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, message, more } = refusalOf(error);
  if (status >= 500 && status !== 503) request.log.error(error, 'failed');
  if (more.retrySeconds !== undefined) reply.header('retry-after', String(more.retrySeconds));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 413 || status === 408) reply.header('connection', 'close');
  return told(reply, request, { status, code, message, ...(more.param !== undefined && { param: more.param }) });
}

interface Told {
  status: number;
  code: string;
  message: string;
  param?: string;
}

/** Under /v1 as OpenAI's clients read it, else as the Open Inference Protocol says, with a code. */
function told(
  reply: FastifyReply,
  { url }: FastifyRequest,
  { status, code, message, param = undefined }: Told,
): FastifyReply {
  const type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error';
  const body = url.startsWith('/v1/')
    ? { error: { message, type, param: param ?? null, code } }
    : { error: message, code };
  return reply.code(status).type('application/json; charset=utf-8').send(body);
}
