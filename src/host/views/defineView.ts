// A view, said in one piece: its name, what it may send, what its panels are about, and what fills them. From the list of all
// follow the panels, what restores them, and the events in package.json.
import type * as vscode from 'vscode';
import type { Contract } from '../../protocol/rpc';
import type { Lifetime } from '../editor/lifetime';
import type { Messages } from '../editor/messages';
import { type FileKind, openFilesIn } from './fileEditor';
import { type OpenPanel, Panels } from './panels';
import type { Check } from './requestChecks';
import type { Keyed, Subjects } from './subjects';
import { type Answers, type Checks, openViewPanel, type State, type ViewPanel } from './viewPanel';

/** A panel that is being filled; `C` is the contract with its page, `S` what it is about. */
export interface Opening<C extends Contract, S> extends Keyed<S> {
  panel: vscode.WebviewPanel;
  /** Ends when the panel is closed. */
  life: Lifetime;
  /** Remembers what the panel is about from now on. */
  keep(subject: S): void;
  /** Loads the page and answers it. Call it once, when the panel has its title. */
  connect(answers: Answers<C>, state: State<C>): ViewPanel<C>;
}

/** What every view needs of the extension. */
interface ViewNeeds {
  extensionUri: vscode.Uri;
  messages: Messages;
}

export interface ViewOptions<N extends string, C extends Contract, S, P extends OpenPanel, Needs> {
  /** Also of its folder in `src/webviews`. */
  name: N;
  /** Given by a function, they are loaded with the first panel. */
  checks: Checks<C> | (() => Promise<Checks<C>>);
  /** In Restricted Mode it says that it cannot do what it is for. */
  usesModels?: boolean;
  /** What its panels are about, over a reload of the window. */
  keep(needs: Needs): Subjects<S>;
  /** Files that the editor opens in it, and what a panel is about then. */
  files?: readonly (FileKind & { subject(file: vscode.Uri, needs: Needs): S })[];
  /** Gives what fills its panels; that lies in a file of its own, which is loaded with the first of them. */
  load(): Promise<(opening: Opening<C, S>, needs: Needs) => P>;
}

type AnyChecks = Readonly<Record<string, Check<unknown>>>;

export interface View<N extends string, S, P extends OpenPanel, Needs> {
  readonly name: N;
  /** Of what its pages may send, call by call. */
  readonly checks: AnyChecks | (() => Promise<AnyChecks>);
  /** Files that the editor opens in it. */
  readonly files: readonly FileKind[];
  /** Makes its panels, and has the editor restore those that were open. */
  start: (needs: Needs & ViewNeeds, life: Lifetime) => Panels<S, P>;
}

export const viewType = (name: string): string => `nlpLab.${name}`;

export function defineView<N extends string, C extends Contract, S, P extends OpenPanel, Needs>({
  name,
  checks,
  usesModels = false,
  keep: subjectsOf,
  files = [],
  load,
}: ViewOptions<N, C, S, P, Needs>): View<N, S, P, Needs> {
  const start = (needs: Needs & ViewNeeds, life: Lifetime): Panels<S, P> => {
    const { extensionUri, messages } = needs;
    const options = { type: viewType(name), extensionUri, subjects: subjectsOf(needs) };
    const panels = new Panels<S, P>(
      {
        ...options,
        failed: (error) => messages.failure(error),
        async load() {
          const [open, known] = await Promise.all([load(), typeof checks === 'function' ? checks() : checks]);
          return (panel, { key, subject }, keep, itsLife) => {
            const connect = (answers: Answers<C>, state: State<C>): ViewPanel<C> =>
              openViewPanel<C>({
                view: name,
                extensionUri,
                panel,
                life: itsLife,
                key,
                usesModels,
                checks: known,
                answers,
                state,
              });
            return open({ panel, key, subject, life: itsLife, keep, connect }, needs);
          };
        },
      },
      life,
    );
    for (const { name: editor, subject } of files)
      openFilesIn(viewType(editor), (panel, file) => panels.adopt(panel, subject(file, needs)), life);
    return panels;
  };
  return { name, checks, files, start };
}
