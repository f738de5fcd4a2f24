// One of the processes that take from a queue at once until each is killed: what it takes and what it has done is noted in a ledger.

import fs from 'node:fs';
import path from 'node:path';
import { withChanged } from '../../../../src/engine/runs/queue/queueChanges';
import { changeQueue } from '../../../../src/engine/runs/queue/queueFile';
import { takeItem } from '../../../../src/engine/runs/queue/takeItem';
import { nodeFiles } from '../../../../src/engine/store/nodeFiles';

const WORK_MS = 4;

async function work(runsFolder: string): Promise<void> {
  const ledger = fs.openSync(path.join(path.dirname(runsFolder), `${process.pid}.ledger`), 'a');
  const note = (did: string, id: string): void => void fs.writeSync(ledger, `${did} ${id}\n`);
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, WORK_MS));
  for (;;) {
    const taken = await takeItem(nodeFiles, runsFolder);
    if (taken === 'done') return;
    if (typeof taken === 'string') await pause();
    if (typeof taken === 'string' || !taken.lease) continue;
    const { item, lease } = taken;
    note('took', item.id);
    await pause();
    lease.require();
    await changeQueue(nodeFiles, runsFolder, (queue) => withChanged(queue, item.id, () => undefined));
    note('did', item.id);
    lease.release();
  }
}

void work(process.argv[2]);
