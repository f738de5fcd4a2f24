// What is served, as OpenAI's clients list models and with what runs can be asked, and the service's figures.

import type { FastifyInstance } from 'fastify';
import type { ServedRun } from '../answering/servedRuns';
import type { Streams } from '../answering/streams';
import type { Service } from './service';

const described = ({ name, record, checkpoint, version, openedAt, gone }: ServedRun) => ({
  ...{ id: name, object: 'model', created: Math.floor(openedAt.getTime() / 1000), owned_by: 'nlp-lab' },
  ...{ task: record.task, model: record.modelType, abilities: record.abilities, checkpoint, version },
  ...{ epoch: record.epoch, step: record.step },
  ...(record.labels.length > 0 && { labels: record.labels }),
  ...(gone !== undefined && { gone }),
});

export function addModels(app: FastifyInstance, { runs, metrics, queue, engines }: Service, streams: Streams): void {
  app.get('/v1/models', () => ({ object: 'list', data: runs.all.map(described) }));
  app.get('/v1/models/:model', ({ params }) => described(runs.named((params as { model: string }).model)));
  app.get('/metrics', (_, reply) => {
    const standing = {
      waiting: queue.length,
      streams: streams.count,
      reloads: runs.reloads,
      engines: engines.ready.length,
    };
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text(standing));
  });
}
