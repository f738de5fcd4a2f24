// Why a request gets no answer: a status of HTTP, words for whoever asked, and when to try again.

import { LabError, type LabErrorCode } from '../../protocol/labError';

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: { retrySeconds?: number; param?: string } = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

const STATUS: Partial<Record<LabErrorCode, number>> = {
  INVALID_ARGUMENT: 400,
  INVALID_DATA: 400,
  NOT_FOUND: 404,
  NO_MEMORY: 503,
  BUSY: 503,
  CANCELLED: 503,
  CLOSED: 503,
};

export const unavailable = (message: string, retrySeconds = 1): Refusal =>
  new Refusal(503, 'UNAVAILABLE', message, { retrySeconds });

export const invalid = (message: string, param?: string): Refusal =>
  new Refusal(400, 'INVALID_ARGUMENT', message, { ...(param !== undefined && { param }) });

/** For what Fastify throws. */
const WORDS: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is no JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty: send JSON.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send JSON, with the header "Content-Type: application/json".',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large: send fewer texts at once.',
};

/** What the engine or Fastify has thrown. Of defects nothing is told but that there is one: the log has the rest. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { statusCode, message, code } = error as { statusCode?: number; message?: string; code?: string };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Refusal(statusCode, 'INVALID_REQUEST', WORDS[code ?? ''] ?? message ?? 'The request cannot be read.');
  const failure = LabError.toData(error);
  const status = STATUS[failure.code] ?? 500;
  if (status === 500) return new Refusal(500, failure.code, 'The service failed at this request; its log tells more.');
  return new Refusal(status, failure.code, failure.message, status === 503 ? { retrySeconds: 1 } : {});
}
