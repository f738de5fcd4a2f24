// The first minute: copies of the samples, the steps of the walkthrough, and what is offered for a file that is dropped.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import manifest from '../../package.json';
import texts from '../../package.nls.json';
import korean from '../../package.nls.ko.json';
import { copySamples, sampleLanguage, SAMPLES_FOLDER } from '../../src/host/beginning/copySamples';
import { DONE } from '../../src/host/beginning/done';
import { addressesOf } from '../../src/host/beginning/droppedFiles';
import { inExplorer, offered as offeredIn } from '../../src/host/beginning/offered';
import { STEPS } from '../../src/host/beginning/walkthrough';
import { together, type TreeDragging } from '../../src/host/runs/treeDragging';
import { LabError } from '../../src/protocol/labError';

const english = (text: string): string => text;

describe('a copy of the samples', () => {
  let home: string;
  const from = path.resolve('media', 'samples', 'en');
  beforeEach(() => (home = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-home-'))));
  afterEach(() => fs.rmSync(home, { recursive: true }));

  it('has every file, and the folder that starts the extension', async () => {
    const folder = await copySamples(from, home, english);
    assert.equal(folder, path.join(home, SAMPLES_FOLDER));
    assert.deepEqual(fs.readdirSync(folder).sort(), [...fs.readdirSync(from), '.nlplab'].sort());
    const [started] = ['.nlplab'].filter((name) => fs.existsSync(path.join(folder, name)));
    assert.ok(manifest.activationEvents.includes(`workspaceContains:${started}`));
  });

  it('made once more leaves what is there as it is, and brings back what is missing', async () => {
    const folder = await copySamples(from, home, english);
    fs.writeFileSync(path.join(folder, 'reviews.tsv'), 'mine');
    fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine, too');
    fs.rmSync(path.join(folder, 'stories.txt'));
    await copySamples(from, home, english);
    const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
    assert.deepEqual([read('reviews.tsv'), read('notes.txt')], ['mine', 'mine, too']);
    assert.equal(read('stories.txt'), fs.readFileSync(path.join(from, 'stories.txt'), 'utf8'));
  });

  it('is not made where a file has its name', async () => {
    fs.writeFileSync(path.join(home, SAMPLES_FOLDER), 'mine');
    const refused = (error: unknown) => error instanceof LabError && error.code === 'INVALID_ARGUMENT';
    await assert.rejects(copySamples(from, home, english), refused);
    assert.equal(fs.readFileSync(path.join(home, SAMPLES_FOLDER), 'utf8'), 'mine');
  });

  it("is in the editor's language where there are samples in it, else in English", () => {
    const given = ['en', 'ko', 'ko-KR', 'KO', 'de', 'en-gb', ''];
    assert.deepEqual(given.map(sampleLanguage), ['en', 'ko', 'ko', 'ko', 'en', 'en', 'en']);
  });
});

describe('the walkthrough', () => {
  const [{ steps }] = manifest.contributes.walkthroughs;
  const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
  const described: Record<string, string> = texts;
  const inKorean: Record<string, string> = korean;

  it('has six steps, each with a picture of its own, done by a key of its own', () => {
    assert.equal(steps.length, 6);
    for (const { media } of steps) assert.match(fs.readFileSync(media.svg, 'utf8'), /^<svg [^]*var\(--vscode-/);
    const done = steps.flatMap(({ completionEvents }) => completionEvents);
    assert.deepEqual(
      done.sort(),
      Object.values(DONE)
        .map((key) => `onContext:${key}`)
        .sort(),
    );
  });

  it('has one button in each step, the same in both languages, for a command that there is', () => {
    for (const { description } of steps) {
      const key = description.replaceAll('%', '');
      const [link, ...others] = [...described[key].matchAll(/\]\(command:([\w.]+)[^)]*\)/g)];
      assert.equal(others.length, 0, key);
      assert.ok(commands.has(link[1]), key);
      assert.ok(inKorean[key].endsWith(link[0]), key);
    }
  });

  it('works on files that the samples have in each language, by commands that there are', () => {
    for (const { command, file } of STEPS.flatMap(({ sample }) => sample ?? [])) {
      assert.ok(commands.has(`nlpLab.${command}`), command);
      for (const language of ['en', 'ko'])
        assert.ok(fs.existsSync(path.join('media', 'samples', language, file)), file);
    }
  });

  it('draws with colours of the theme alone', () => {
    for (const { media } of steps) {
      const colours = [...fs.readFileSync(media.svg, 'utf8').matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, value]) => value,
      );
      assert.deepEqual(
        colours.filter((value) => value !== 'none' && !value.startsWith('var(--vscode-')),
        [],
        media.svg,
      );
    }
  });
});

describe('a file that is dropped on the runs', () => {
  const menu = manifest.contributes.menus['nlpLab.explorer'];
  const offered = (name: string, isFolder = false): string[] =>
    offeredIn([menu], inExplorer({ name, isFolder })).map((id) => id.replace('nlpLab.', ''));

  it("is offered what the explorer's menu offers for its name, in the same order", () => {
    assert.deepEqual(offered('Stories.TXT').slice(0, 2), ['tokenizeFile', 'compareTokenizers']);
    assert.ok(offered('reviews.tsv.gz').includes('trainOnFile'));
    assert.ok(!offered('stories.txt').includes('trainOnFile'));
    assert.equal(offered('a.nlplab.json')[0], 'train');
    assert.ok(offered('reviews', true).includes('newExperiment'));
    assert.ok(!offered('reviews.nlplab.json', true).includes('train'));
    assert.deepEqual(offered('picture.png'), []);
  });

  it('is offered nothing by a clause that asks for more', () => {
    const item = { command: 'a', when: 'isLinux && resourceFilename =~ /txt/', group: '1' };
    assert.deepEqual(offeredIn([[item]], inExplorer({ name: 'a.txt', isFolder: false })), []);
  });

  it('is named by a list of addresses, an address a line', () => {
    assert.deepEqual(addressesOf('# two\r\nfile:///a%20b.txt\r\nfile:///c.txt\r\n'), [
      'file:///a%20b.txt',
      'file:///c.txt',
    ]);
  });

  it('is handed to the part of the tree that knows its kind', async () => {
    const told: string[] = [];
    const part = (kind: string): TreeDragging => ({
      ...{ dragMimeTypes: [], dropMimeTypes: [kind] },
      handleDrop: () => void told.push(kind),
    });
    const tree = together(part('lines'), part('files'));
    const dropped = { get: (kind: string) => (kind === 'files' ? {} : undefined) } as unknown as vscode.DataTransfer;
    await tree.handleDrop?.(undefined, dropped, {} as vscode.CancellationToken);
    assert.deepEqual([tree.dropMimeTypes, told], [['lines', 'files'], ['files']]);
  });
});
