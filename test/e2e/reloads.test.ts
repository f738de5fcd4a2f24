// A window that is reloaded twenty times in the middle of a training leaves nothing (promise I7): no second extension host, no engine
// without one, no thread and no open file more than after the first time. At night, and by `npm run bench:editor`.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import { figure } from '../../scripts/test/figures.mjs';
import { isNight } from '../support/tier';
import { experimentText, labelledTable, writing } from './corpora';
import { useEditor } from './harness';
import { enginesOf, extensionHostsOf } from './hostProcess';
import { epochOf, untilEpochAfter, trainByCodeLens } from './trainings';

const RELOADS = 20;
/** Files that an extension host opens and closes by itself. */
const MORE_FILES = 5;
const ENDLESS = 100_000;
const LOOK_MS = 50;

interface Held {
  threads: number;
  files: number;
  temporary: number;
}

const ours = (): number => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('nlp-lab-')).length;

function heldBy(pid: string): Held {
  const count = (name: string): number => fs.readdirSync(`/proc/${pid}/${name}`).length;
  return { threads: count('task'), files: count('fd'), temporary: ours() };
}

if (isNight)
  describe('a window that is reloaded while a training has a process of its own', () => {
    const editor = useEditor({
      settings: { 'nlpLab.isolation': 'process' },
      prepare: writing({
        'reviews.tsv': labelledTable(400),
        'endless.nlplab.json': experimentText({ name: 'endless', epochs: ENDLESS }),
      }),
    });

    /** The one extension host that is left when that of the window before has ended. */
    async function onlyHost(): Promise<string> {
      for (;;) {
        const hosts = extensionHostsOf(editor().server.folder);
        const engines = enginesOf(editor().server.folder);
        if (hosts.length === 1 && engines.length === 0) return hosts[0];
        await editor().page.waitForTimeout(LOOK_MS);
      }
    }

    it(`leaves nothing, ${RELOADS} times`, async () => {
      await trainByCodeLens(editor(), 'endless.nlplab.json');
      const held: Held[] = [];
      for (let at = 0; at < RELOADS; at++) {
        await untilEpochAfter(editor(), 'endless', at === 0 ? 0 : await epochOf(editor(), 'endless'));
        assert.equal(enginesOf(editor().server.folder).length, 1, 'the training has a process');
        await editor().reload();
        await editor().showSidebar('NLP Lab');
        const row = editor().treeRow(/endless.*(stopped|interrupted)/);
        await row.first().waitFor();
        held.push(heldBy(await onlyHost()));
        await editor().rowAction(row.first(), 'Resume Run');
      }
      await editor().rowAction(editor().treeRow('endless').first(), 'Stop Run');
      const [first, last] = [held[0], held[held.length - 1]];
      const words = `after the first reload ${JSON.stringify(first)}, after number ${RELOADS} ${JSON.stringify(last)}`;
      figure(`${words}; 0 engines without a host`);
      assert.ok(last.threads <= first.threads && last.files <= first.files + MORE_FILES, words);
      assert.equal(last.temporary, first.temporary, words);
    });
  });
