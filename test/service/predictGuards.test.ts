// What a service does not ask its engines, whoever asks for it.

import assert from 'node:assert/strict';
import type { Ability } from '../../src/protocol/ability';
import type { Refusal } from '../../src/service/answering/refusals';
import type { ServedRun } from '../../src/service/answering/servedRuns';
import { ask } from '../../src/service/routes/predict';
import type { Service } from '../../src/service/routes/service';
import { USUAL_LIMITS } from '../../src/service/serviceOptions';

const PICTURE = 'data:image/png;base64,iVBORw0KGgo=';

/** What is asked of a service whose engines answer everything. */
function asking(abilities: Ability[]) {
  const asked: string[] = [];
  const service = {
    limits: USUAL_LIMITS,
    metrics: { texts: { add: () => undefined } },
    queue: {
      ask({ texts }: { texts: string[] }) {
        asked.push(...texts);
        return Promise.resolve(texts.map(() => ({})));
      },
    },
  } as unknown as Service;
  const run = { name: 'run', held: { folder: 'run' }, record: { abilities } } as unknown as ServedRun;
  const from = { client: 'me', signal: new AbortController().signal };
  const refused = (texts: string[], more = {}) =>
    ask(service, run, texts, { ...from, more }).then(
      () => undefined,
      ({ status, message }: Refusal) => `${status} ${message}`,
    );
  return { asked, refused };
}

describe('a service', () => {
  it('opens no picture of its own machine: they come with the request', async () => {
    const { asked, refused } = asking(['write', 'picture']);
    for (const path of [
      '/etc/passwd',
      'secret.png',
      'file:///a.png',
      '../a.png',
      'data:text/plain,a',
      'data:image/../../etc/passwd',
      ' ',
      `x${PICTURE}`,
    ])
      assert.match((await refused([PICTURE, path])) ?? 'asked', /^400 This run reads pictures.*Number 2 /, path);
    assert.deepEqual(asked, []);
    assert.equal(await refused([PICTURE]), undefined);
    assert.deepEqual(asked, [PICTURE]);
  });

  it('lets nobody ask for outputs without end', async () => {
    const { refused } = asking(['write']);
    for (const decoding of [{ maxLength: 1e9 }, { minLength: 4097 }])
      assert.match((await refused(['text'], { decoding })) ?? 'asked', /^400 Outputs have at most 4096 tokens/);
    assert.equal(await refused(['text'], { decoding: { maxLength: 4096, minLength: 1 } }), undefined);
  });
});
