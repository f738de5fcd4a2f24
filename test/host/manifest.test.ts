// package.json against its texts and against the code, as far as no editor is needed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import manifest from '../../package.json';
import texts from '../../package.nls.json';

const check = (folder = '.') =>
  spawnSync(process.execPath, ['scripts/makeManifest.mjs', '--check', `--folder=${folder}`], { encoding: 'utf8' });

describe('package.json', () => {
  const written = JSON.stringify(manifest);

  it('has a text for each placeholder, and no text without one', () => {
    const used = new Set([...written.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });

  it('offers every command in the palette only where it can do something', () => {
    const { commands, menus } = manifest.contributes;
    const placed = new Set(
      Object.values(menus).flatMap((items) => items.map((item) => ('command' in item ? item.command : ''))),
    );
    assert.deepEqual(
      commands.map(({ command }) => command).filter((command) => !placed.has(command)),
      [],
    );
  });

  it('has one item in the menu of a file in the explorer, wherever any command in it is offered', () => {
    const { menus, submenus } = manifest.contributes;
    const [{ id, label }] = submenus;
    assert.equal(label, 'NLP Lab');
    const [own, ...others] = menus['explorer/context'].filter(({ group }) => !group.startsWith('navigation'));
    assert.deepEqual([others, 'submenu' in own && own.submenu], [[], id]);
    for (const { when } of menus['nlpLab.explorer']) assert.ok(own.when.includes(when), when);
  });

  it('is limited, not absent, in Restricted Mode', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    const settings = Object.keys(manifest.contributes.configuration.properties);
    assert.ok(untrustedWorkspaces.restrictedConfigurations.every((key) => settings.includes(key)));
  });

  it('lets commands that change or run something wait for trust', async () => {
    const harmless = [
      'openSamples',
      'whatCanIDo',
      'getStarted',
      'trySample',
      'openLesson',
      'nextLesson',
      'showMachine',
      'tokenizeFile',
      'tokenizeSelection',
      'compareLabels',
      'compareTokenizers',
      'openTokenizer',
      'showTokenBorders',
      'corpusStatistics',
      'openEmbeddings',
      'openVectors',
      'showNeighbors',
      'solveAnalogy',
      'compareEmbeddings',
      'openRun',
      'showRunFolder',
      'showExamples',
      'groupRuns',
      'sortRuns',
      'filterRuns',
      'clearRunsFilter',
      'showMoreRuns',
      'showExperiments',
      'showLog',
      'showServiceActions',
      'stopServing',
      'unqueue',
      'nextEntity',
      'previousEntity',
      'clearExplanation',
      'clearTags',
      'clearSurprise',
      'listSurprisingPassages',
      'nextSurprisingPassage',
      'previousSurprisingPassage',
    ];
    assert.equal(check().status, 0); // it bundles the tables
    const { harmlessCommands } = createRequire(path.resolve('package.json'))('./dist/scripts/manifest.cjs') as {
      harmlessCommands: () => Promise<string[]>;
    };
    assert.deepEqual((await harmlessCommands()).sort(), harmless.sort());
  });
});

describe('package.json beside the tables of commands and views', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-manifest-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('is as they are now (else run node scripts/makeManifest.mjs)', () => {
    const { status, stderr } = check();
    assert.equal(status, 0, stderr);
  });

  const changes: [string, string, RegExp, string][] = [
    ['a title', 'package.nls.json', /"Open Run"/, '"Open a Run"'],
    ['a clause', 'package.json', /"workspaceFolderCount > 0"/, '"workspaceFolderCount > 1"'],
    ['a key', 'package.json', /"key": "alt\+f7"/, '"key": "alt+f6"'],
    ['a view that is not restored', 'package.json', /\s*"onWebviewPanel:nlpLab.beam",/, ''],
  ];
  for (const [what, name, written, changed] of changes)
    it(`is told apart from a copy with ${what} changed`, () => {
      for (const file of ['package.json', 'package.nls.json']) fs.copyFileSync(file, path.join(folder, file));
      const copy = path.join(folder, name);
      fs.writeFileSync(copy, fs.readFileSync(copy, 'utf8').replace(written, changed));
      const { status, stderr } = check(folder);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`${name} is stale`));
    });
});
