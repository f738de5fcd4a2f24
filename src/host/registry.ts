// What follows from the list of features: all commands, all views, and what of the extension they work with.
import type { Commands, PartsOf } from './commands/command';
import type { Lifetime } from './editor/lifetime';
import * as features from './features';
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

export const COMMANDS: Commands<PartsOf<Feature['commands']>> = Object.fromEntries(
  FEATURES.flatMap(({ commands }) => Object.entries(commands)),
);

export const startViews = (needs: NeedsOfViews, life: Lifetime): Views => openViews(VIEWS, needs, life);
