// The entry of a decoding thread (`dist/decodingThread.js`): a model of its own, with one thread inside its operators.

import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../../protocol/rpc';
import { portOfParent } from '../../protocol/workerPort';
import { runSearch } from '../decode/searchJob';
import type { DecodingContract, DecodingData } from './decodingThreads';
import { openDesign } from './sequenceDesign';

const parent = parentPort;
if (parent === null) throw new Error('A decoding thread is started by the threads of a translator.');
const { design, parameters } = workerData as DecodingData;
const session = openDesign(design, { device: 'cpu', threads: 1 }, parameters);
const plain = session.decoder(parameters);
const looking = session.decoder(parameters, { attention: true });
const running = new Set<Promise<unknown>>();

serve<DecodingContract>(portOfParent(parent), {
  async search({ job, attention }, { signal }) {
    const search = runSearch(attention ? looking : plain, job, { signal });
    running.add(search);
    return search.finally(() => running.delete(search));
  },
  async end() {
    await Promise.allSettled([...running]);
    await session.release();
    setImmediate(() => parent.close()); // after the reply has been posted
    return {};
  },
});
