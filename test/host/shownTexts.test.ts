// Text from files is only text, wherever the editor shows it: no link runs a command, no icon is drawn, nothing turns or hides text.

import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { given, provideFakeVscode } from '../support/fakeVscode';
import { HONEST, PAYLOADS } from '../support/payloads';

/** As the editor looks for links in messages (`parseLinkedText`) and for icons in labels (`renderLabelWithIcons`). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const ICON = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
const OWN_ICON = /^\$\(beaker\) /;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
const MOST = { line: 1100, message: 4100, log: 110_000 };

async function places() {
  provideFakeVscode();
  const [{ tell, tellBriefly }, picks, items, { hover, diagnostic }, { Log }, dialogs, { withProgress }] =
    await Promise.all([
      import('../../src/host/editor/shown/messages'),
      import('../../src/host/editor/shown/picks'),
      import('../../src/host/editor/shown/items'),
      import('../../src/host/editor/shown/texts'),
      import('../../src/host/editor/shown/log'),
      import('../../src/host/editor/shown/dialogs'),
      import('../../src/host/editor/shown/progress'),
    ]);
  const range = {} as vscode.Range;
  const command = { command: 'a', title: 'b' };
  const log = new Log('NLP Lab');
  const status = new items.StatusItem('a', 'b', 1);
  const keep = (where: string, ...texts: (string | undefined)[]): void =>
    texts.forEach((text) => void given.push({ where, text }));
  return {
    hover,
    picks,
    /** Hands a text to every place that shows some. */
    async show(text: string): Promise<void> {
      const item = { label: text, description: text, detail: text, icon: 'beaker' };
      const options = { title: text, placeHolder: text };
      await Promise.all([tell.information(text), tell.warning(text), tell.error(text), tell.modally(text)]);
      tellBriefly(text, 1);
      await Promise.all([picks.pick([item], options), picks.pickMany([item], options), picks.pickText([text], {})]);
      await picks.askForLine({ ...options, prompt: text });
      const list = new picks.TickList({ title: text, placeholder: text });
      list.setItems([item]);
      await Promise.all([dialogs.openDialog({ title: text }), dialogs.saveDialog({ title: text })]);
      await withProgress(text, (_, onProgress) => Promise.resolve(onProgress({ detail: text })));
      for (const write of [log.info, log.warn, log.error]) write(text, new Error(text));
      status.show([{ icon: 'beaker', text }], text, command);
      const tree = items.treeItem({ label: text, description: text, tooltip: text, spoken: text });
      keep('line', String(tree.label), String(tree.description), tree.accessibilityInformation?.label);
      keep('message', String(tree.tooltip));
      keep('line', items.codeLens(range, { icon: 'beaker', text, command: 'a' }).command?.title);
      const panel = { title: '' } as vscode.WebviewPanel;
      items.setTitle(panel, text);
      keep('line', panel.title);
      keep('message', diagnostic(range, { message: text, severity: 0, code: 'a' }).message);
    },
  };
}

function faultsOf({ where, text = '' }: (typeof given)[number]): string[] {
  const own = text.replace(OWN_ICON, '');
  return [
    ...(CONTROL.test(text) ? ['a control character'] : []),
    ...(where !== 'log' && LINK.test(text.slice(0, MOST.message)) ? ['a link'] : []),
    ...(where !== 'log' && ICON.test(own.slice(0, MOST.message)) ? ['an icon'] : []),
    ...(where === 'line' && /[\n\t]/.test(text) ? ['several lines'] : []),
    ...(text.length > MOST[where as keyof typeof MOST] * 2 ? ['too long'] : []),
  ];
}

/** Markdown without a mark that makes anything. */
function assertPlain(value: string): void {
  assert.ok(!CONTROL.test(value));
  assert.ok(!/[!"$-/:<-@[-`{-~]|#(?!\d+;)|^ |\d\. /m.test(value.replace(/&(?:#\d+|nbsp);/g, 'x')), value.slice(0, 100));
}

describe('texts that the editor shows', () => {
  it(`are only text in every place, whatever of ${PAYLOADS.length} they are`, async () => {
    const { show } = await places();
    assert.ok(PAYLOADS.length > 200);
    for (const payload of PAYLOADS) {
      given.length = 0;
      await show(payload);
      assert.ok(given.length > 30);
      for (const shown of given) assert.deepEqual(faultsOf(shown), [], `${shown.where}: ${shown.text?.slice(0, 100)}`);
    }
    assert.equal(Object.getPrototypeOf({}), Object.prototype);
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  it('would be more without the place that makes them harmless', () => {
    const found = new Set(PAYLOADS.flatMap((text) => faultsOf({ where: 'line', text })));
    assert.deepEqual([...found].sort(), ['a control character', 'a link', 'an icon', 'several lines', 'too long']);
  });

  it('stay as they are where they are honest', async () => {
    const { show } = await places();
    for (const text of HONEST) {
      given.length = 0;
      await show(text);
      for (const { where, text: shown = text } of given)
        if (where !== 'log') assert.equal(shown.replace(OWN_ICON, ''), text);
    }
  });

  it('give back the very thing that was picked, not what was shown of it', async () => {
    const { picks } = await places();
    const item = { label: '$(trash)\u0007', value: 1 };
    assert.equal(await picks.pick([item], {}), item);
    assert.equal((await picks.pickMany([item], {}))?.[0], item);
    assert.equal(await picks.pickText([item.label], {}), item.label);
  });

  it('hold no Markdown in hovers but the link that we make', async () => {
    const { hover } = await places();
    const valueOf = (look: Parameters<typeof hover>[0]): string => {
      given.length = 0;
      hover(look);
      return given[0].text ?? '';
    };
    for (const payload of PAYLOADS) assertPlain(valueOf({ text: payload }));
    const linked = valueOf({ text: 'a', link: { title: 'b', command: 'c', values: ['x) [y](command:z'] } });
    assert.deepEqual(linked.match(/\[.*?\]\(.*?\)/g), ['[b](command:c?%5B%22x%29%20%5By%5D%28command%3Az%22%5D)']);
  });

  it('are only text behind marks, and in their list but for the samples of ours', async () => {
    await places();
    const { markOf, markList } = await import('../../src/host/editor/shown/marks');
    for (const payload of PAYLOADS) {
      given.length = 0;
      markOf(payload, 0);
      assert.deepEqual(given.flatMap(faultsOf), []);
      const { value } = markList(payload, [{ name: payload, text: payload }]);
      assertPlain(value.replace(/<span style="color:var\(--vscode-nlpLab-tag1\);">━━<\/span>/, 'x'));
    }
  });

  it('are only text in the table of a hover, and in what stands above the samples of surprise', async () => {
    const { hover } = await places();
    const { surpriseMarkList } = await import('../../src/host/editor/shown/surpriseMarks');
    for (const payload of PAYLOADS) {
      given.length = 0;
      hover({ text: 'a', rows: [[payload, payload]] });
      const [head, ...cells] = (given[0].text ?? '').split('|:--|--:|\n|');
      assert.equal(head, 'a\n\n| | |\n');
      assert.equal(cells.length, 1);
      const [left, right, ...rest] = cells[0].split('|');
      assert.deepEqual([left, rest], [right, ['']]);
      assertPlain(left);
      const { value } = surpriseMarkList([payload], 8);
      assertPlain(value.slice(0, value.indexOf('<span style="color:var(--vscode-nlpLab-surpriseLine);')).trimEnd());
    }
  });
});
