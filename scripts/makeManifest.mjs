// Brings package.json and package.nls.json in line with the tables of commands and views in src/host: `contributes.commands`,
// `contributes.submenus`, `contributes.menus`, `contributes.keybindings`, `contributes.languageModelTools`, `contributes.customEditors`, `contributes.walkthroughs`, the events that restore views, the English titles. All other keys stay as they are.
// `node scripts/makeManifest.mjs [--check] [--folder=<folder>] [--source=<folder>]`; with `--check` nothing is written, and the
// exit code is 1 while a file is stale. `--folder` holds the two files, `--source` src/; without them both are the project's.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import prettier from 'prettier';
import { root } from './root.mjs';

const option = (name) => process.argv.find((given) => given.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = option('folder') ?? root;
const source = option('source') ?? root;
const RESTORING = 'onWebviewPanel:';
const TITLES = /^(command|editor|tool|walkthrough)\./;

/** The tables name what the editor does when a command runs; nothing of it is called here. */
const withoutEditor = {
  name: 'without-editor',
  setup(building) {
    building.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'without-editor' }));
    building.onLoad({ filter: /.*/, namespace: 'without-editor' }, () => ({ contents: 'module.exports = {};' }));
  },
};

async function tables() {
  const outfile = path.join(source, 'dist/scripts/manifest.cjs');
  await build({
    entryPoints: [path.join(source, 'src/host/manifest.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [withoutEditor],
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

/** The two files as they should be, by name, as objects. */
async function current(manifest, texts) {
  const { contributions, customEditors, editorTitles, languageModelTools, toolTitles, viewEvents, ...others } =
    await tables();
  const { walkthroughs, walkthroughTexts } = others;
  const { commands, submenus, menus, keybindings, titles } = await contributions();
  const otherEvents = manifest.activationEvents.filter((event) => !event.startsWith(RESTORING));
  const otherTexts = Object.entries(texts).filter(([key]) => !TITLES.test(key));
  return {
    'package.json': {
      ...manifest,
      activationEvents: [...viewEvents, ...otherEvents],
      contributes: {
        ...manifest.contributes,
        customEditors,
        commands,
        submenus,
        menus,
        keybindings,
        languageModelTools,
        walkthroughs,
      },
    },
    'package.nls.json': {
      ...titles,
      ...editorTitles,
      ...toolTitles,
      ...walkthroughTexts,
      ...Object.fromEntries(otherTexts),
    },
  };
}

const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const wanted = await current(JSON.parse(read('package.json')), JSON.parse(read('package.nls.json')));
const style = await prettier.resolveConfig(path.join(root, 'package.json'));
for (const [name, value] of Object.entries(wanted)) {
  const text = await prettier.format(JSON.stringify(value, null, 2), { ...style, filepath: path.join(folder, name) });
  if (text === read(name)) continue;
  if (process.argv.includes('--check')) {
    console.error(`${name} is stale. Run node scripts/makeManifest.mjs.`);
    process.exitCode = 1;
  } else fs.writeFileSync(path.join(folder, name), text);
}
