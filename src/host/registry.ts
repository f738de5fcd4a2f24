// What follows from the list of features: all commands, all views, and what of the extension they work with.
import type { Commands, PartsOf } from './commands/command';
import type { Lifetime } from './editor/lifetime';
import * as features from './features';
import type { FileKind } from './views/fileEditor';
import { type NeedsOf, openViews, type OpenViews } from './views/openViews';

type Feature = (typeof features)[keyof typeof features];
type AnyView = Feature['views'][number];

export type ViewName = AnyView['name'];

/** The panels of all views, by the names of the views. */
export type Views = OpenViews<AnyView>;

/** What of the extension the views work with. */
export type NeedsOfViews = NeedsOf<AnyView>;

const FEATURES: readonly Feature[] = Object.values(features);
const VIEWS = FEATURES.flatMap((feature): readonly AnyView[] => feature.views);

export const VIEW_NAMES: readonly ViewName[] = VIEWS.map(({ name }) => name);

/** The files that the editor opens in views. */
export const FILE_KINDS: readonly FileKind[] = VIEWS.flatMap(({ files }) => files);

/** Loads the tables of commands, and with them what the commands do. */
export async function loadCommands(): Promise<Commands<PartsOf<Awaited<ReturnType<Feature['commands']>>>>> {
  const tables = await Promise.all(FEATURES.map(({ commands }) => commands()));
  return Object.fromEntries(tables.flatMap((table) => Object.entries(table)));
}

export const startViews = (needs: NeedsOfViews, life: Lifetime): Views => openViews(VIEWS, needs, life);
