// The view's side of the port to the host, and what the view remembers over a reload.

import { writeTimesIn } from '../../protocol/figures';
import { type Client, type Contract, createClient, type EventListeners, type Port } from '../../protocol/rpc';
import type { SharedCalls } from '../../protocol/views';
import { inTurns } from './inTurns';
import { showRestricted } from './restricted';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** `vscode.l10n.t` as it is in a view: placeholders `{0}`, `{1}`, texts in the language of the editor. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

export interface Connection<C extends Contract, S extends object> {
  client: Client<C>;
  t: Translate;
  /** What the view kept, over its defaults. Kept values are this view's own, but checked for type all the same. */
  state: S;
  keep(change: Partial<S>): void;
}

function windowPort(api: VsCodeApi): Port {
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      const take = inTurns(listener);
      window.addEventListener('message', ({ data }) => take(data));
    },
    onClose: () => undefined,
  };
}

export interface ViewOptions<C extends Contract, S extends object> {
  /** The events of the contract. */
  events: readonly (keyof C['events'] & string)[];
  /** What the view remembers, as it is at first. */
  defaults: S;
  /** Draws the view and gives what to do on each event. */
  build(connection: Connection<C, S>): EventListeners<C>;
}

type ViewContract = Contract & { calls: SharedCalls };

/** Says ready and builds the view when the host has answered; the host sends no event before that. */
export async function connect<C extends ViewContract, S extends object>(options: ViewOptions<C, S>): Promise<void> {
  const api = acquireVsCodeApi();
  let listeners: EventListeners<C> = {};
  const relayed = options.events.map((name) => [name, (event: never) => listeners[name]?.(event)]);
  const client = createClient<C>(windowPort(api), Object.fromEntries(relayed) as EventListeners<C>);
  const { texts, key, isRestricted } = await client.call('ready', {});
  const state = restored(options.defaults, api.getState());
  const keep = (change: Partial<S>): void => {
    Object.assign(state, change);
    api.setState({ ...state, key });
  };
  keep({});
  const t = translator(texts);
  writeTimesIn(t);
  listeners = options.build({ client, t, state, keep });
  if (isRestricted)
    showRestricted({
      text: t('Restricted Mode: no model is used here until you trust this folder.'),
      manage: t('Manage Workspace Trust'),
      onManage: () => void client.call('manageTrust', {}),
      trusted: client.call('untilTrusted', {}),
    });
}

function translator(texts: Record<string, string>): Translate {
  const known = new Map(Object.entries(texts));
  return (message, ...values) =>
    (known.get(message) ?? message).replace(/\{(\d+)\}/g, (whole, index: string) =>
      String(values[Number(index)] ?? whole),
    );
}

/** Defaults, with kept values of the same type in their place. */
function restored<S extends object>(defaults: S, kept: unknown): S {
  const result = { ...defaults };
  if (typeof kept !== 'object' || kept === null) return result;
  for (const [name, value] of Object.entries(kept)) {
    if (Object.hasOwn(defaults, name) && typeof value === typeof defaults[name as keyof S])
      result[name as keyof S] = value as S[keyof S];
  }
  return result;
}
