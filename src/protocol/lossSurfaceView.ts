// The contract between the extension host and the view of the loss around paths, under the rules of views.ts.

import type { LossSurface } from './lossSurface';
import type { Notice, SharedCalls } from './views';

export interface ShownSurface {
  /** Of the run. */
  name: string;
  /** Of a side of the grid, as it was asked for last. */
  points: number;
  /** Texts that are judged at each, as it was asked for last; 0: all. */
  examples: number;
  /** Undefined: nothing was measured yet. */
  surface?: LossSurface;
}

export interface LossSurfaceViewContract {
  calls: SharedCalls & {
    measure: { request: { points: number; examples: number }; reply: Record<string, never> };
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    openRun: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: { notice: Notice; surface: ShownSurface };
}
