// A long text is tagged as a person sees it: how far it is, a way out, and the legend when it is done.

import assert from 'node:assert/strict';
import { writing } from './corpora';
import { useEditor } from './harness';

const SENTENCES = ['Ada B-PER\nlives O\nin O\nLondon B-LOC\n. O\n', 'In O\nSeoul B-LOC\nlives O\nAlan B-PER\n. O\n'];
const LINE = 'Ada lives in London. In Seoul lives Alan.\n';
const experiment = {
  ...{ name: 'people', task: 'tagging', data: { train: 'people.conll', validation: 0.2 } },
  model: { type: 'gru', embedding: 8, hidden: 8 },
  training: { epochs: 8, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.05 } },
};

describe('a long text that is tagged', () => {
  const editor = useEditor({
    prepare: writing({
      'people.conll': SENTENCES.join('\n').concat('\n').repeat(20),
      'people.nlplab.json': JSON.stringify(experiment),
      'long.txt': LINE.repeat(2400), // 100,800 characters
      'longest.txt': LINE.repeat(45_000),
    }),
  });
  const legend = () => editor().statusBarItem(/(PER|LOC) .*(PER|LOC) /);
  const working = (name: string) => editor().notification(new RegExp(`Tagging ${name} with people`));

  it('can be left while it is told how far it is', async () => {
    await editor().openFile('people.nlplab.json');
    await editor().codeLens('Train').first().click();
    await editor().showSidebar('NLP Lab');
    await editor()
      .treeRow(/people.*(F1|accuracy)/)
      .first()
      .waitFor();
    await editor().openFile('longest.txt');
    await editor().runCommand('NLP Lab: Tag Active File');
    await working('longest.txt').getByRole('button', { name: 'Cancel' }).click();
    await working('longest.txt').waitFor({ state: 'detached' });
    assert.equal(await legend().count(), 0);
  });

  it('has its legend when it is done', async () => {
    await editor().openFile('long.txt');
    await editor().runCommand('NLP Lab: Tag Active File');
    await editor()
      .statusBarItem(/(PER|LOC) 4.800 · (PER|LOC) 4.800/)
      .waitFor();
  });
});
