// The page to try the service, of three files, under a policy that lets it ask this service and load nothing else.

import type { FastifyInstance } from 'fastify';
import style from './page.css.txt';
import html from './page.html.txt';
import script from './page.mjs.txt';

const POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "connect-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

const FILES: Record<string, [type: string, text: string]> = {
  '/': ['text/html', html],
  '/page.css': ['text/css', style],
  '/page.js': ['text/javascript', script],
};

export function addPage(app: FastifyInstance): void {
  for (const [path, [type, text]] of Object.entries(FILES))
    app.get(path, (_, reply) =>
      reply.header('content-security-policy', POLICY).type(`${type}; charset=utf-8`).send(text),
    );
}
