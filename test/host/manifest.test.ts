// package.json against its texts and against the code, as far as no editor is needed.
import assert from 'node:assert/strict';
import manifest from '../../package.json';
import texts from '../../package.nls.json';

describe('package.json', () => {
  const written = JSON.stringify(manifest);

  it('has a text for each placeholder, and no text without one', () => {
    const used = new Set([...written.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });

  it('offers every command in the palette only where it can do something', () => {
    const { commands, menus } = manifest.contributes;
    const placed = new Set(Object.values(menus).flatMap((items) => items.map(({ command }) => command)));
    assert.deepEqual(
      commands.map(({ command }) => command).filter((command) => !placed.has(command)),
      [],
    );
  });

  it('is limited, not absent, in Restricted Mode', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    const settings = Object.keys(manifest.contributes.configuration.properties);
    assert.ok(untrustedWorkspaces.restrictedConfigurations.every((key) => settings.includes(key)));
  });

  it('lets commands that change or run something wait for trust', () => {
    const harmless = [
      'tokenizeFile',
      'tokenizeSelection',
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
      'showLog',
    ];
    const free = manifest.contributes.commands.filter((command) => !('enablement' in command));
    assert.deepEqual(
      free.map(({ command }) => command.replace('nlpLab.', '')),
      harmless,
    );
  });
});
