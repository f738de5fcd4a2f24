// A view by itself in a browser page, against a host made up by the test: for what needs a page but no editor.
// The theme is a handful of VS Code's own colours.

import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { endAnimations } from '../../scripts/host/browser.mjs';
import { root } from '../../scripts/root.mjs';
import { WAIT_LIMIT_MS } from '../../scripts/test/limits.mjs';
import type { LabErrorData } from '../../src/protocol/labError';
import { ViewCalls } from './viewCalls';

type PageTheme = 'dark' | 'light' | 'contrast';

const THEMES: Record<PageTheme, { kind: string; colors: Record<string, string> }> = {
  dark: {
    kind: 'vscode-dark',
    colors: {
      ...{
        'panelTitle-activeForeground': '#cccccc',
        'panelTitle-inactiveForeground': '#9d9d9d',
        'panelTitle-activeBorder': '#0078d4',
      },
      ...{
        foreground: '#cccccc',
        descriptionForeground: '#9d9d9d',
        'editor-background': '#1f1f1f',
        focusBorder: '#0078d4',
      },
      ...{
        'panel-border': '#2b2b2b',
        'button-background': '#0078d4',
        'button-foreground': '#ffffff',
        'input-background': '#313131',
      },
      ...{
        'input-foreground': '#cccccc',
        'button-secondaryBackground': '#313131',
        'button-secondaryForeground': '#cccccc',
      },
      ...{
        'dropdown-background': '#313131',
        'dropdown-foreground': '#cccccc',
        'dropdown-border': '#3c3c3c',
        'input-border': '#3c3c3c',
      },
      ...{
        'charts-blue': '#3794ff',
        'charts-orange': '#d18616',
        'charts-green': '#89d185',
        'charts-purple': '#b180d7',
      },
      ...{
        'charts-red': '#f14c4c',
        'charts-yellow': '#cca700',
        errorForeground: '#f85149',
        'list-hoverBackground': '#2a2d2e',
      },
    },
  },
  light: {
    kind: 'vscode-light',
    colors: {
      ...{
        'panelTitle-activeForeground': '#3b3b3b',
        'panelTitle-inactiveForeground': '#3b3b3b',
        'panelTitle-activeBorder': '#005fb8',
      },
      ...{
        foreground: '#3b3b3b',
        descriptionForeground: '#616161',
        'editor-background': '#ffffff',
        focusBorder: '#005fb8',
      },
      ...{
        'panel-border': '#e5e5e5',
        'button-background': '#005fb8',
        'button-foreground': '#ffffff',
        'input-background': '#ffffff',
      },
      ...{
        'input-foreground': '#3b3b3b',
        'button-secondaryBackground': '#e5e5e5',
        'button-secondaryForeground': '#3b3b3b',
      },
      ...{
        'dropdown-background': '#ffffff',
        'dropdown-foreground': '#3b3b3b',
        'dropdown-border': '#cecece',
        'input-border': '#cecece',
      },
      ...{
        'charts-blue': '#1a85ff',
        'charts-orange': '#d18616',
        'charts-green': '#388a34',
        'charts-purple': '#652d90',
      },
      ...{
        'charts-red': '#e51400',
        'charts-yellow': '#bf8803',
        errorForeground: '#c72e0f',
        'list-hoverBackground': '#f2f2f2',
      },
    },
  },
  contrast: {
    kind: 'vscode-high-contrast',
    colors: {
      ...{
        'panelTitle-activeForeground': '#ffffff',
        'panelTitle-inactiveForeground': '#ffffff',
        'panelTitle-activeBorder': '#6fc3df',
      },
      ...{
        foreground: '#ffffff',
        descriptionForeground: '#ffffff',
        'editor-background': '#000000',
        focusBorder: '#f38518',
      },
      ...{
        contrastBorder: '#6fc3df',
        'button-border': '#6fc3df',
        'button-foreground': '#ffffff',
        'input-background': '#000000',
      },
      ...{ 'input-foreground': '#ffffff', 'button-secondaryForeground': '#ffffff', 'input-border': '#6fc3df' },
      ...{ 'dropdown-background': '#000000', 'dropdown-foreground': '#ffffff', 'dropdown-border': '#6fc3df' },
      ...{
        'charts-blue': '#75beff',
        'charts-orange': '#d18616',
        'charts-green': '#89d185',
        'charts-purple': '#b180d7',
      },
      ...{ 'charts-red': '#f14c4c', 'charts-yellow': '#cca700', errorForeground: '#f48771' },
    },
  },
};

/** An answer that tells things on its way. */
export class Telling {
  constructor(
    readonly progress: readonly unknown[],
    readonly reply: unknown,
  ) {}
}

/** Answers one call of the view, also by a `Telling`; what it throws becomes a failure. */
type Answer = (name: string, request: never) => unknown;

export interface ViewPage {
  page: Page;
  /** What calls of this name have asked for until now, in order. */
  requests(name: string): unknown[];
  /** The same, as soon as so many have come: what a key or a click leads to is here a moment later. */
  called(name: string, times?: number): Promise<unknown[]>;
  /** Settles when all that the page has called until now has come: then it can be said what was not called. */
  heard(): Promise<void>;
  emit(name: string, event: unknown): Promise<void>;
  setTheme(theme: PageTheme): Promise<void>;
  errors: string[];
}

export interface ViewPageOptions {
  view: string;
  answer: Answer;
  /** Translated texts by their English. */
  texts?: Record<string, string>;
  /** What the view has kept from before. */
  kept?: object;
  width?: number;
  height?: number;
}

/** Opens the bundled view; `ready` is answered here, everything else by `answer`. */
export async function openViewPage(
  browser: Browser,
  { view, answer, texts = {}, kept, width = 1200, height = 760 }: ViewPageOptions,
): Promise<ViewPage> {
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  const calls = new ViewCalls();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.setContent(
    '<!DOCTYPE html><html lang="en"><body class="vscode-dark"><main id="view"></main></body></html>',
  );
  await page.evaluate(endAnimations);
  // Arrays of numbers cross as text, marked, and are typed arrays again on the other side.
  await page.exposeFunction('hostCall', async (name: string, request: never) => {
    if (name === HEARD) return '{}';
    calls.add({ name, request });
    try {
      const answered = name === 'ready' ? { texts, key: 'key' } : await answer(name, request);
      const told = answered instanceof Telling ? answered : { reply: answered };
      return JSON.stringify({ ...told }, marked);
    } catch (error) {
      const {
        code = 'INTERNAL',
        message,
        place,
      } = error as Pick<LabErrorData, 'message' | 'place'> & { code?: string };
      return JSON.stringify({ error: { code, message, place } });
    }
  });
  await page.evaluate(installHost);
  await page.evaluate((state) => void Object.assign(globalThis, { state }), kept);
  const folder = process.env.NLP_LAB_VIEWS ?? path.join(root, 'dist', 'webviews');
  const setTheme = async (theme: PageTheme): Promise<void> => {
    await page.evaluate(({ kind, colors }) => {
      document.body.className = kind;
      const { style } = document.documentElement;
      style.cssText = '';
      const fonts = { 'font-family': 'sans-serif', 'font-size': '13px', 'editor-font-family': 'monospace' };
      for (const [name, value] of Object.entries({ ...fonts, ...colors })) style.setProperty(`--vscode-${name}`, value);
    }, THEMES[theme]);
  };
  await setTheme('dark');
  await page.addStyleTag({ content: fs.readFileSync(path.join(folder, `${view}.css`), 'utf8') });
  await page.addScriptTag({ content: fs.readFileSync(path.join(folder, `${view}.js`), 'utf8') });
  // The page has loaded long ago; from this on its controls follow the theme.
  await page.evaluate(() => window.dispatchEvent(new Event('load')));
  const emit = (name: string, event: unknown): Promise<void> =>
    page.evaluate(
      ([eventName, value]) => window.postMessage({ kind: 'event', name: eventName, event: value }),
      [name, event],
    );
  // Calls come in the order in which they were made.
  const heard = (): Promise<void> =>
    page.evaluate(async (name) => {
      await (globalThis as unknown as MadeHost).hostCall(name, undefined);
    }, HEARD);
  const requests = (name: string): unknown[] => calls.requests(name);
  const called = (name: string, times?: number): Promise<unknown[]> => calls.called(name, times);
  return { page, requests, called, heard, emit, setTheme, errors };
}

/** A call of the test itself. */
const HEARD = 'all that came before is heard';

interface MadeHost {
  hostCall(name: string, request: unknown): Promise<string>;
  state?: unknown;
}

const marked = (_: string, value: unknown): unknown =>
  value instanceof Float32Array || value instanceof Float64Array || value instanceof Int32Array
    ? { numbers: Buffer.from(value.buffer).toString('base64'), of: value.constructor.name }
    : value;

/** Runs in the page: what VS Code gives to a view. */
function installHost(): void {
  type Call = { kind: string; id: number; name: string; request: unknown };
  const host = globalThis as unknown as MadeHost;
  const kinds = { Float32Array, Float64Array, Int32Array };
  const numbersOf = (base64: string, of: keyof typeof kinds): unknown =>
    new kinds[of](Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer);
  const unmarked = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'numbers' in value && 'of' in value
      ? numbersOf(String(value.numbers), value.of as keyof typeof kinds)
      : value;
  const postMessage = (message: Call): void => {
    if (message.kind !== 'call') return;
    void host.hostCall(message.name, message.request).then((text) => {
      const { progress = [], ...answer } = JSON.parse(text, unmarked) as {
        progress?: unknown[];
        reply?: unknown;
        error?: unknown;
      };
      for (const one of progress) window.postMessage({ kind: 'progress', id: message.id, progress: one });
      const kind = answer.error ? 'failure' : 'reply';
      window.postMessage({ kind, id: message.id, ...answer });
    });
  };
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage,
      getState: () => host.state,
      setState: (state: unknown) => (host.state = state),
    }),
  });
}
