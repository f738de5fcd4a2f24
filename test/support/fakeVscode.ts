// As much of the editor as `src/host/editor/shown` uses, for tests without one: it keeps what it is given to show.

import Module from 'node:module';
import { FakeEvent } from './fakeEvent';

interface Shown {
  where: string;
  text: string | undefined;
}

/** What the fake has been given since it was last emptied. */
export const given: Shown[] = [];

const keep = (where: string, ...texts: (string | undefined)[]): void =>
  texts.forEach((text) => void given.push({ where, text }));

interface Item {
  label: string;
  description?: string;
  detail?: string;
}
interface Options {
  title?: string;
  prompt?: string;
  placeHolder?: string;
  canPickMany?: boolean;
}

const keepItems = (where: string, items: readonly Item[]): void =>
  items.forEach(({ label, description, detail }) => keep(where, label, description, detail));
const keepOptions = (where: string, { title, prompt, placeHolder }: Options): void =>
  keep(where, title, prompt, placeHolder);
const message = (text: string): Promise<undefined> => {
  keep('message', text);
  return Promise.resolve(undefined);
};

class QuickPick {
  selectedItems: readonly Item[] = [];
  set title(text: string) {
    keep('line', text);
  }
  set placeholder(text: string) {
    keep('line', text);
  }
  set items(items: readonly Item[]) {
    keepItems('line', items);
  }
  get items(): readonly Item[] {
    return [];
  }
}

class StatusBarItem {
  name = '';
  command?: unknown;
  set text(text: string) {
    keep('line', text);
  }
  set tooltip(text: string) {
    keep('message', text);
  }
  show(): void {}
}

const channel = {
  info: (text: string) => keep('log', text),
  warn: (text: string) => keep('log', text),
  error: (text: string) => keep('log', text),
};

/** Whatever happens in the editor, for who listens to it. */
export const happens = new FakeEvent<unknown>();

const fake = {
  window: {
    registerWebviewPanelSerializer: () => ({ dispose: () => undefined }),
    registerCustomEditorProvider: () => ({ dispose: () => undefined }),
    showInformationMessage: message,
    showWarningMessage: message,
    showErrorMessage: message,
    setStatusBarMessage: (text: string) => keep('line', text),
    showQuickPick(items: readonly Item[], options: Options) {
      keepItems('line', items);
      keepOptions('line', options);
      return Promise.resolve(options.canPickMany ? [...items] : items[0]);
    },
    showInputBox: (options: Options) => Promise.resolve(keepOptions('line', options)),
    showOpenDialog: (options: Options) => Promise.resolve(keepOptions('line', options)),
    showSaveDialog: (options: Options) => Promise.resolve(keepOptions('line', options)),
    createQuickPick: () => new QuickPick(),
    createStatusBarItem: () => new StatusBarItem(),
    createOutputChannel: () => channel,
    createTextEditorDecorationType: ({ after }: { after: { contentText: string } }) => keep('line', after.contentText),
    withProgress<T>({ title }: Options, work: (shown: object, token: object) => Promise<T>): Promise<T> {
      keep('line', title);
      const report = ({ message: detail }: { message?: string }): void => keep('line', detail);
      return work({ report }, { onCancellationRequested: () => ({ dispose: () => undefined }) });
    },
  },
  workspace: {
    ...{ isTrusted: true, workspaceFolders: undefined },
    onDidSaveTextDocument: happens.event,
    onDidGrantWorkspaceTrust: happens.event,
    onDidChangeConfiguration: happens.event,
    findFiles: (): Promise<object[]> => Promise.resolve([]),
    asRelativePath: String,
    createFileSystemWatcher: () => {
      const { event } = happens;
      return { onDidCreate: event, onDidChange: event, onDidDelete: event, dispose: () => undefined };
    },
    getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }),
    getWorkspaceFolder: () => undefined,
  },
  EventEmitter: FakeEvent,
  tests: { createTestController: (): object => ({}) },
  TestRunProfileKind: {},
  commands: { executeCommand: () => Promise.resolve(undefined) },
  env: { language: 'en' },
  l10n: { bundle: undefined, t: (text: string) => text },
  Uri: {
    parse: (text: string) => ({ path: text, fsPath: text }),
    file: (text: string) => ({ path: text, fsPath: text }),
    joinPath: ({ path }: { path: string }, ...names: string[]) => ({ path: [path, ...names].join('/') }),
  },
  RelativePattern: class {},
  ...{ ProgressLocation: {}, DecorationRangeBehavior: {}, OverviewRulerLane: {} },
  StatusBarAlignment: {},
  DataTransferItem: class {
    constructor(readonly value: unknown) {}
  },
  TreeItemCollapsibleState: { None: 0 },
  ThemeIcon: class {},
  ThemeColor: class {},
  TreeItem: class {
    constructor(readonly label: string) {}
  },
  CodeLens: class {
    constructor(
      readonly range: unknown,
      readonly command: { title: string },
    ) {}
  },
  Diagnostic: class {
    constructor(
      readonly range: unknown,
      readonly message: string,
    ) {}
  },
  Hover: class {
    constructor(contents: { value: string }) {
      keep('markdown', contents.value);
    }
  },
  MarkdownString: class {
    constructor(public value: string) {}
    appendMarkdown(text: string): void {
      this.value += text;
    }
  },
};

/** Where a test gives other answers, which it takes back. */
export const { window: fakeWindow, workspace: fakeWorkspace, tests: fakeTests, Uri: fakeUri } = fake;

/** From now on `require('vscode')` gives the fake. What imports it is imported by `import()`, afterwards. */
export function provideFakeVscode(): void {
  const { require: load } = Module.prototype;
  Module.prototype.require = function (this: Module, id: string): unknown {
    return id === 'vscode' ? fake : load.call(this, id);
  } as typeof load;
}
