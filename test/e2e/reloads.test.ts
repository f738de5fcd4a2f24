// A window that is reloaded twenty times in the middle of a training leaves nothing (promise I7): no second extension host, no engine
// without one, no thread and no open file more than after the first time. At night, and by `npm run bench:editor`.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
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
      prepare: writing({
        '.vscode/settings.json': JSON.stringify({ 'nlpLab.isolation': 'process' }),
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

    const held: Held[] = [];

    it('has a process', async () => {
      await trainByCodeLens(editor(), 'endless.nlplab.json');
      await untilEpochAfter(editor(), 'endless', 0);
      assert.ok(enginesOf(editor().server.folder).length > 0);
    });

    for (let number = 1; number <= RELOADS; number++)
      it(`leaves no engine without a host, and goes on when it is resumed: ${number}`, async () => {
        await editor().reload();
        await editor().showSidebar('NLP Lab');
        const row = editor().treeRow(/endless.*(stopped|interrupted)/);
        await row.first().waitFor();
        held.push(heldBy(await onlyHost()));
        await editor().rowAction(row.first(), 'Resume Run');
        await untilEpochAfter(editor(), 'endless', await epochOf(editor(), 'endless'));
      });

    it('holds no more after the last time than after the first', async () => {
      await editor().rowAction(editor().treeRow('endless').first(), 'Stop Run');
      const [first, last] = [held[0], held[held.length - 1]];
      const words = `after the first reload ${JSON.stringify(first)}, after number ${held.length} ${JSON.stringify(last)}`;
      console.log(`      ${words}`);
      assert.equal(held.length, RELOADS);
      assert.ok(last.threads <= first.threads && last.files <= first.files + MORE_FILES, words);
      assert.equal(last.temporary, first.temporary, words);
    });
  });
