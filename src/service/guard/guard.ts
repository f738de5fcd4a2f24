// Who may ask: names in `Host` against DNS rebinding, origins of pages, and the API key.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../answering/refusals';
import { isLoopback, type ServiceOptions } from '../serviceOptions';

/** What nobody needs a key for: they tell nothing of runs. */
const OPEN = new Set(['/', '/page.js', '/page.css', '/v2/health/live', '/v2/health/ready']);

export type Guard = Pick<ServiceOptions, 'host' | 'apiKey' | 'allowHosts' | 'allowOrigins'>;

interface GuardedRequest {
  path: string;
  headers: IncomingHttpHeaders;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const nameOf = (host: string): string => host.toLowerCase().replace(/:\d+$/, '');

/**
 * Fails with a `Refusal`: 421 where a name in `Host` is not ours (a page of elsewhere whose name was made to point here), 403 for pages
 * of other origins, and 401 without the key.
 */
export function guard(
  { path, headers }: GuardedRequest,
  { host, apiKey, allowHosts = [], allowOrigins = [] }: Guard,
): void {
  const { host: asked = '', origin, authorization } = headers;
  const ours = [...allowHosts.map((each) => each.toLowerCase()), host.toLowerCase()];
  const name = nameOf(asked);
  if (isLoopback(host) && !isLoopback(name) && !ours.includes(name))
    throw new Refusal(
      421,
      'MISDIRECTED',
      `This service is not "${asked.slice(0, 100)}". Ask for ${host}, or start it with --allow-host.`,
    );
  if (
    origin !== undefined &&
    origin !== `http://${asked}` &&
    origin !== `https://${asked}` &&
    !allowOrigins.includes(origin)
  )
    throw new Refusal(403, 'FORBIDDEN', `Pages of ${origin.slice(0, 100)} may not ask; --allow-origin lets them.`);
  if (apiKey === undefined || OPEN.has(path)) return;
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(apiKey)))
    throw new Refusal(401, 'UNAUTHORIZED', 'An API key is needed: send the header "Authorization: Bearer <key>".');
}

/** The headers by which a page of an origin may ask; none for those that may not. */
export function crossOriginHeaders(origin: string | undefined, { allowOrigins = [] }: Guard): Record<string, string> {
  if (origin === undefined || !allowOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-allow-methods': 'GET, POST',
    vary: 'Origin',
  };
}
