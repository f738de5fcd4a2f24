// Takes the pictures of docs/pictures/ from the real editor: the packaged extension on the samples, a training run and the
// views, in dark, light and high contrast, and 400 px wide. `npm run pictures` builds first; `npm run
// pictures -- translation` takes those of one part only.
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
  await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
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

/** The experiment in the editor, and the view of its run. */
async function pictureRun(editor) {
  const experiment = firstSample('.nlplab.json');
  await editor.openFile(experiment);
  await editor.codeLens('Train').first().waitFor();
  await editor.screenshot(picture('experiment'));

  await editor.codeLens('Train').first().click();
  await editor.showSidebar('NLP Lab');
  await editor
    .treeRow(/\d.%? (accuracy|.*loss)/)
    .first()
    .waitFor({ timeout: TRAINING_LIMIT_MS });
  const name = path.basename(experiment, '.nlplab.json');
  await editor.statusBarItem(new RegExp(name)).first().waitFor({ state: 'detached', timeout: TRAINING_LIMIT_MS });
  await editor.leaveOnly(new RegExp(`^${name}$`));
  const curves = () => editor.view().locator('canvas').first().waitFor();
  await picturesOfView(editor, 'run', curves);
}

async function pictureTokens(editor) {
  const table = firstSample('.tsv');
  await editor.openFile(table);
  await editor.runCommand('NLP Lab: Tokenize');
  await editor.leaveOnly(`Tokens of ${path.basename(table)}`);
  const tokens = () => editor.view().locator('.line .token').first().waitFor();
  await tokens();
  await editor.view().getByRole('tab', { name: 'Vocabulary' }).waitFor();
  await picturesOfView(editor, 'tokens', tokens);
}

async function pictureEmbeddings(editor) {
  const table = firstSample('.tsv');
  await editor.openFile(table);
  await editor.runCommand('NLP Lab: Train Word2Vec on Active File');
  await editor.showSidebar('NLP Lab');
  const vectors = editor.treeRow(/word2vec/).first();
  await vectors.waitFor({ timeout: TRAINING_LIMIT_MS });
  await pickFromContextMenu(vectors, 'Open Embeddings');
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

/** Two runs that translate, one of them trained for a few epochs only, on the test set of both. */
async function pictureComparison(editor) {
  const folder = path.join(editor.folder, 'translation');
  const text = fs.readFileSync(path.join(folder, 'en-ko-gru.nlplab.json'), 'utf8');
  const names = ['en-ko-short', 'en-ko-long'];
  for (const [i, name] of names.entries()) {
    const own = text.replace('"en-ko-gru"', `"${name}"`).replace(/"epochs": \d+/, `"epochs": ${[6, 20][i]}`);
    fs.writeFileSync(path.join(folder, `${name}.nlplab.json`), own);
    await editor.openFile(path.join('translation', `${name}.nlplab.json`));
    await editor.codeLens('Train').first().click();
    await editor.showSidebar('NLP Lab');
    await editor
      .treeRow(new RegExp(`${name}.*loss`))
      .first()
      .waitFor({ timeout: TRAINING_LIMIT_MS });
    await editor.statusBarItem(new RegExp(name)).first().waitFor({ state: 'detached', timeout: TRAINING_LIMIT_MS });
  }
  const [short, long] = names.map((name) => editor.treeRow(name).first());
  await short.click();
  await long.click({ modifiers: ['ControlOrMeta'] });
  await pickFromContextMenu(long, 'Compare Runs');
  await editor.quickPick(/test\.tsv/).click();
  await editor.leaveOnly(names.join(' ↔ '));
  const shown = () => editor.view().getByRole('table', { name: 'Figures' }).waitFor();
  await editor.view().getByRole('table', { name: 'Figures' }).waitFor({ timeout: TRAINING_LIMIT_MS });
  await editor.view().locator('.sentences tbody tr.open').first().click();
  await picturesOfView(editor, 'comparison', shown);
}

/** Attention and beam search of a run that translates; its own view has the figures of parallel text. */
async function pictureTranslation(editor) {
  const name = 'en-ko-gru';
  await editor.openFile(path.join('translation', `${name}.nlplab.json`));
  await editor.codeLens('Train').first().click();
  await editor.showSidebar('NLP Lab');
  const run = editor.treeRow(new RegExp(`${name}.*loss`)).first();
  await run.waitFor({ timeout: TRAINING_LIMIT_MS });
  await editor.leaveOnly(new RegExp(`^${name}$`));
  await editor.view().getByRole('table', { name: 'Figures' }).waitFor({ timeout: TRAINING_LIMIT_MS });
  await editor.screenshot(picture('run-translation'));
  const ask = async (command, view, text) => {
    await editor.showSidebar('NLP Lab');
    await pickFromContextMenu(run, command);
    await editor.leaveOnly(view);
    const source = editor
      .view()
      .getByRole('textbox', { name: /^Source/ })
      .first();
    await source.fill(text);
    await source.press('Enter');
  };
  await ask('Show Attention Maps', 'Attention', 'I read a book every day.');
  await picturesOfView(editor, 'attention', () => editor.view().locator('canvas').first().waitFor());
  await ask('Decode with Beam Search', 'Beam Search', 'My friend drank water at home yesterday.');
  const tree = editor.view().getByRole('img', { name: /^Tree/ });
  const chosen = () =>
    editor
      .view()
      .getByText(/^물을 .*(output|kept|goes on)/)
      .first()
      .waitFor();
  await editor
    .view()
    .getByText(/kept, \d+ dropped/)
    .first()
    .waitFor();
  await tree.focus();
  for (let step = 0; step < 6; step++) await editor.page.keyboard.press('ArrowRight'); // along the best output
  await picturesOfView(editor, 'beam', chosen);
  await pictureForcedWord(editor);
  await editor.showSidebar('NLP Lab');
  await pickFromContextMenu(run, 'Open Playground');
  await editor.leaveOnly('Playground');
  await editor.view().getByRole('textbox').first().fill('My friend drank water at home yesterday.');
  await picturesOfView(editor, 'playground', () => editor.view().getByText('Tokens of the best output').waitFor());
}

/** The step of the guide that forces a word: in place of the node "물을", which is chosen, only "우유를" may follow. */
async function pictureForcedWord(editor) {
  const view = () => editor.view();
  await view().getByRole('tab', { name: 'Node' }).click();
  await view().getByRole('textbox', { name: 'Another word' }).fill('우유를');
  await view().getByRole('button', { name: 'Force word' }).click();
  await view()
    .getByRole('button', { name: /^× force “우유를” after “내 친구는 어제 집에서”/ })
    .waitFor();
  await view().getByRole('tab', { name: 'Outputs' }).click();
  await view()
    .locator('.outputs tbody tr')
    .first()
    .getByText(/우유를/)
    .waitFor();
  await editor.screenshot(picture('beam-forced'));
}

const PARTS = {
  run: pictureRun,
  tokens: pictureTokens,
  embeddings: pictureEmbeddings,
  translation: pictureTranslation,
  comparison: pictureComparison,
};

async function takePictures(editor) {
  const named = process.argv.slice(2);
  for (const part of named.length > 0 ? named : Object.keys(PARTS)) {
    const take = PARTS[part];
    if (!take) throw new Error(`There is no part "${part}"; the parts are ${Object.keys(PARTS).join(', ')}.`);
    await take(editor);
    await editor.closeAllEditors();
  }
}

const vsix = await packageExtension({ out: path.join(root, '.vscode-test', `pictures-${process.pid}.vsix`) });
process.env.NLP_LAB_VSIX = vsix;
const built = (name) => import(pathToFileURL(path.join(root, 'dist/test/e2e', name)).href);
const { openEditor } = await built('harness.mjs');
const { leaveGround } = await built('ground.mjs');
const { pickFromContextMenu } = await built('menus.mjs');
try {
  await takePictures(await openEditor(SIZE));
  console.log(`The pictures are in ${path.relative(process.cwd(), PICTURES)}.`);
} finally {
  await leaveGround();
  fs.rmSync(vsix, { force: true });
}
