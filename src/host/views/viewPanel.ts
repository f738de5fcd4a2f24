// What all panels share: the page with its policy, the port, the ready handshake, updates only while it is seen.
import * as vscode from 'vscode';
import { LabError } from '../../protocol/labError';
import { type CallContext, type Contract, type EventOf, type Handlers, serve, type Server } from '../../protocol/rpc';
import type { SaveFileRequest } from '../../protocol/saveFile';
import type { SharedCalls, ViewSetup } from '../../protocol/views';
import type { Lifetime } from '../editor/lifetime';
import { spoken } from '../editor/engineTexts';
import { manageTrust, untilTrusted } from '../editor/trust';
import { withHeldProgress } from './heldProgress';
import { page } from './page';
import { type Check, nothing } from './requestChecks';
import { isSaveFileRequest, saveFile } from './saveFile';
import { Updates } from './updates';
import { webviewPort } from './webviewPort';

type OwnCalls<C extends Contract> = Exclude<keyof C['calls'], keyof SharedCalls>;

/** One check for each call: what arrives from a view is not trusted. */
export type Checks<C extends Contract> = { [K in OwnCalls<C>]: Check<C['calls'][K]['request']> };

export type Answers<C extends Contract> = Pick<Handlers<C>, OwnCalls<C>>;

/** For each event its present value; undefined: nothing to say. */
export type State<C extends Contract> = { [E in keyof C['events'] & string]: () => C['events'][E] | undefined };

export interface ViewPanelOptions<C extends Contract> {
  /** Its name in `dist/webviews`. */
  view: string;
  extensionUri: vscode.Uri;
  panel: vscode.WebviewPanel;
  /** Holds everything of this panel; ended when the panel is closed. */
  life: Lifetime;
  /** What the view is restored by after a reload of the window. */
  key: string;
  /** Restricted Mode keeps it from what it is for. */
  usesModels: boolean;
  checks: Checks<C>;
  answers: Answers<C>;
  state: State<C>;
}

/** At most four rounds of updates a second: enough for an eye, cheap for a hidden cost. */
const INTERVAL_MS = 250;

/** And at most five messages a second of what calls tell on their way; both together are less than ten. */
const PROGRESS_MS = 200;

export interface ViewPanel<C extends Contract> {
  /** Says that these parts of the state have changed. */
  changed(...parts: (keyof C['events'] & string)[]): void;
}

export function viewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableCommandUris: false,
    localResourceRoots: ['dist/webviews', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

export function viewIcon(extensionUri: vscode.Uri): { light: vscode.Uri; dark: vscode.Uri } {
  const file = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', `nlpLab-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}

export function openViewPanel<C extends Contract>(options: ViewPanelOptions<C>): ViewPanel<C> {
  const { view, panel, life, extensionUri, key, usesModels, state } = options;
  life.add(panel.onDidDispose(() => life.dispose()));

  type Part = keyof C['events'] & string;
  const parts = Object.keys(state) as Part[];
  const send = (changed: readonly Part[]): PromiseLike<unknown> | undefined => {
    const events = changed.map((name) => ({ name, event: state[name]() })).filter(({ event }) => event !== undefined);
    if (events.length === 0) return undefined;
    server.emitAll(events as EventOf<C>[]);
    return port.passedOn();
  };
  const updates = life.add(new Updates<Part>({ parts, intervalMs: INTERVAL_MS, send }));
  life.add(panel.onDidChangeViewState(() => panel.visible || updates.pause()));

  const ready = (): ViewSetup => {
    updates.resume();
    const isRestricted = usesModels && !vscode.workspace.isTrusted;
    return { texts: { ...vscode.l10n.bundle }, key, ...(isRestricted ? { isRestricted } : {}) };
  };
  const shared = checked(
    { saveFile: isSaveFileRequest, manageTrust: nothing, untilTrusted: nothing },
    {
      saveFile: (request: SaveFileRequest) => saveFile(request),
      manageTrust: async () => (await manageTrust(), {}),
      untilTrusted: async () => (await untilTrusted(life), {}),
    },
  );
  const own = checked(options.checks, options.answers);
  const handlers = { ...own, ...shared, ready } as unknown as Handlers<C>;
  const port = withHeldProgress(webviewPort(panel, life), PROGRESS_MS);
  const server: Server<C> = serve<C>(port, handlers);

  const resource = (name: string): string =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webviews', name)).toString();
  panel.webview.options = viewOptions(extensionUri);
  panel.webview.html = page({
    source: panel.webview.cspSource,
    script: resource(`${view}.js`),
    styles: [resource(`${view}.css`)],
    title: panel.title,
    language: vscode.env.language,
  });
  return { changed: (...changed) => updates.mark(...changed) };
}

type AnyAnswer = (request: unknown, context: CallContext) => unknown;

/** A failure of the engine in the language of the editor. */
async function inOurWords(answer: AnyAnswer, request: unknown, context: CallContext): Promise<unknown> {
  try {
    return await answer(request, context);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new LabError(error.code, spoken(error.message, vscode.l10n.t), error.place, { cause: error });
  }
}

/** The answers, each behind the check of its request. */
function checked(requests: object, answers: object): Record<string, unknown> {
  const checks = requests as Record<string, Check<unknown>>;
  const guarded = Object.entries(answers as Record<string, AnyAnswer>).map(([name, answer]) => [
    name,
    (request: unknown, context: CallContext) => {
      if (!checks[name](request)) throw new LabError('INVALID_ARGUMENT', `The view sent a wrong request "${name}".`);
      return inOurWords(answer, request, context);
    },
  ]);
  return Object.fromEntries(guarded) as Record<string, unknown>;
}
