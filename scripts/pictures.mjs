// Takes the pictures of docs/pictures/ from the real editor: the packaged extension on the samples, a training run and the
// views, in dark, light and high contrast, and 400 px wide. `npm run pictures` builds first.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageExtension } from './package.mjs';
import { root } from './root.mjs';

const PICTURES = path.join(root, 'docs', 'pictures');
const TRAINING_LIMIT_MS = 180_000;
const NARROW_PX = 400;
const THEMES = { dark: 'Dark Modern', light: 'Light Modern', contrast: 'Default High Contrast' };
const SIZE = { width: 1280, height: 800 };

const picture = (name) => path.join(PICTURES, `${name}.png`);

/** The view in all themes and narrow; `shown` waits for its content. */
async function picturesOfView(editor, name, shown) {
  for (const [suffix, theme] of Object.entries(THEMES)) {
    await editor.setTheme(theme);
    await shown();
    await editor.screenshot(picture(`${name}-${suffix}`));
  }
  await editor.setTheme(THEMES.dark);
  await editor.narrowTo(NARROW_PX);
  await shown();
  await editor.screenshot(picture(`${name}-narrow`));
  await editor.widen();
}

function firstSample(ending) {
  const names = fs.readdirSync(path.join(root, 'samples'), { recursive: true, encoding: 'utf8' }).sort();
  const found = names.find((name) => name.endsWith(ending));
  if (!found) throw new Error(`There is no *${ending} in samples/.`);
  return found;
}

async function takePictures(editor) {
  const experiment = firstSample('.nlplab.json');
  const table = firstSample('.tsv');

  await editor.openFile(experiment);
  await editor.codeLens('Train').first().waitFor();
  await editor.screenshot(picture('experiment'));

  await editor.codeLens('Train').first().click();
  await editor.showSidebar('NLP Lab');
  await editor
    .treeRow(/\d.%? (accuracy|.*loss)/)
    .first()
    .waitFor({ timeout: TRAINING_LIMIT_MS });
  await editor.leaveOnly(new RegExp(`^${path.basename(experiment, '.nlplab.json')}$`));
  const curves = () => editor.view().locator('canvas').first().waitFor();
  await picturesOfView(editor, 'run', curves);
  await editor.closeAllEditors();

  await editor.openFile(table);
  await editor.runCommand('NLP Lab: Tokenize Active File');
  await editor.leaveOnly(`Tokens of ${path.basename(table)}`);
  const tokens = () => editor.view().getByRole('tab').first().waitFor();
  await picturesOfView(editor, 'tokens', tokens);
  await editor.closeAllEditors();

  await editor.openFile(table);
  await editor.runCommand('NLP Lab: Train Word2Vec on Active File');
  await editor.showSidebar('NLP Lab');
  const vectors = editor.treeRow(/word2vec/).first();
  await vectors.waitFor({ timeout: TRAINING_LIMIT_MS });
  await editor.pickFromContextMenu(vectors, 'Open Embeddings');
  await editor.leaveOnly(/^Embeddings/);
  const map = () =>
    editor
      .view()
      .locator('.facts')
      .getByText(/drawn in/)
      .waitFor();
  await map();
  await picturesOfView(editor, 'embeddings', map);
}

const vsix = await packageExtension({ out: path.join(root, '.vscode-test', `pictures-${process.pid}.vsix`) });
process.env.NLP_LAB_VSIX = vsix;
const { openEditor, leaveGround } = await import(pathToFileURL(path.join(root, 'dist/test/e2e/harness.mjs')).href);
try {
  await takePictures(await openEditor(SIZE));
  console.log(`The pictures are in ${path.relative(process.cwd(), PICTURES)}.`);
} finally {
  await leaveGround();
  fs.rmSync(vsix, { force: true });
}
