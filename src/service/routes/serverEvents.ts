// Server-sent events: a line `data: ...` for each, an empty line between. The head is sent with the first, so that what fails before
// it has a status of its own.

import type { FastifyReply } from 'fastify';

export interface ServerEvents {
  areSent(): boolean;
  send(event: object | string): void;
  end(): void;
}

export function eventsOf(reply: FastifyReply): ServerEvents {
  let areSent = false;
  const { raw } = reply;
  const begin = (): void => {
    if (areSent) return;
    areSent = true;
    reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
  };
  return {
    areSent: () => areSent,
    send(event) {
      begin();
      if (!raw.destroyed) raw.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
    },
    end() {
      begin();
      raw.end();
    },
  };
}
