// The colours of VS Code's themes as its views get them. The first view of a process is shown each theme by the editor itself; what
// it got is kept and given to the views after it, as the editor would: switching the workbench costs more than checking a view.

import { type Theme, THEMES } from './themes';
import type { Workbench } from './workbench';

/** Written on a view's document by the editor. */
interface GivenTheme {
  /** Custom properties of the root element. */
  styles: Record<string, string>;
  /** Of the body, its own apart. */
  classes: string[];
  data: Record<string, string>;
}

const kept = new Map<Theme, GivenTheme>();

/** Shows the visible view in a theme. */
export async function showInTheme(editor: Workbench, theme: Theme): Promise<void> {
  const given = kept.get(theme) ?? (await givenBy(editor, theme));
  kept.set(theme, given);
  await (await editor.viewFrame()).evaluate(wear, given);
}

/** Switches the workbench to the theme and back to the one it has. */
async function givenBy(editor: Workbench, theme: Theme): Promise<GivenTheme> {
  const before = editor.theme;
  if (theme !== before) await editor.setTheme(theme);
  const frame = await editor.viewFrame();
  await frame.waitForFunction((name) => document.body.classList.contains(name), classOf(theme));
  const given = await frame.evaluate(read);
  if (theme !== before) {
    await editor.setTheme(before);
    await frame.waitForFunction((name) => document.body.classList.contains(name), classOf(before));
  }
  return given;
}

/** What the body of a view wears in a theme. */
function classOf(theme: Theme): string {
  const { kind } = THEMES[theme];
  return {
    vs: 'vscode-light',
    'vs-dark': 'vscode-dark',
    'hc-black': 'vscode-high-contrast',
    'hc-light': 'vscode-high-contrast-light',
  }[kind];
}

/** Runs in the view, as does `wear`. */
function read(): GivenTheme {
  const { style } = document.documentElement;
  const names = [...style].filter((name) => name.startsWith('--vscode-'));
  return {
    styles: Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)])),
    classes: [...document.body.classList].filter((name) => name.startsWith('vscode-')),
    data: { ...document.body.dataset } as Record<string, string>,
  };
}

function wear({ styles, classes, data }: GivenTheme): void {
  const { style } = document.documentElement;
  for (const name of [...style]) if (name.startsWith('--vscode-')) style.removeProperty(name);
  for (const [name, value] of Object.entries(styles)) style.setProperty(name, value);
  const own = [...document.body.classList].filter((name) => !name.startsWith('vscode-'));
  document.body.className = [...own, ...classes].join(' ');
  Object.assign(document.body.dataset, data);
}
