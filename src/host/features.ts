// All features of the extension, a line for each: what they show, and what can be done with them.
import { asking } from './asking/feature';
import type { Commands, PartsOf } from './commands/command';
import { comparison } from './comparison/feature';
import { corpus } from './corpus/feature';
import type { Lifetime } from './editor/lifetime';
import { embeddings } from './embeddings/feature';
import { experiments } from './experiments/feature';
import { parallel } from './parallel/feature';
import { runs } from './runs/feature';
import { tokens } from './tokens/feature';
import { type NeedsOf, openViews, type OpenViews } from './views/openViews';

const FEATURES = [tokens, corpus, experiments, embeddings, parallel, asking, comparison, runs] as const;

type Feature = (typeof FEATURES)[number];
type AnyView = Feature['views'][number];

export type ViewName = AnyView['name'];

/** The panels of all views, by the names of the views. */
export type Views = OpenViews<AnyView>;

/** What of the extension they work with. */
export type NeedsOfViews = NeedsOf<AnyView>;

const VIEWS: readonly AnyView[] = FEATURES.flatMap((feature): readonly AnyView[] => feature.views);

export const VIEW_NAMES: readonly ViewName[] = VIEWS.map(({ name }) => name);

export const COMMANDS: Commands<PartsOf<Feature['commands']>> = Object.fromEntries(
  FEATURES.flatMap(({ commands }) => Object.entries(commands)),
);

export const startViews = (needs: NeedsOfViews, life: Lifetime): Views => openViews(VIEWS, needs, life);
