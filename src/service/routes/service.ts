// What routes work with, and how they read what they were sent.

import type { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Engines } from '../answering/engines';
import { invalid } from '../answering/refusals';
import type { ServedRuns } from '../answering/servedRuns';
import type { TextQueue } from '../answering/textQueue';
import type { ServiceMetrics } from '../serviceMetrics';
import type { ServiceLimits } from '../serviceOptions';

export interface Service {
  runs: ServedRuns;
  engines: Engines;
  queue: TextQueue;
  metrics: ServiceMetrics;
  limits: ServiceLimits;
  version: string;
  /** It answers what it has and takes nothing new. */
  isStopping(): boolean;
}

/** Fails with a `Refusal` that names the field. */
export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const found = schema.safeParse(body);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const param = issue.path.join('.');
  throw invalid(param === '' ? `The body: ${issue.message}.` : `"${param}": ${issue.message}.`, param || undefined);
}

/** Aborted when whoever asked has gone before the answer. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

export const clientOf = ({ ip }: FastifyRequest): string => ip;
