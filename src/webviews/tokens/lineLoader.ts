// Fetches the lines of every column, some in each message, until there are as many as are shown; anew when a column was
// cut anew. What is shown stays until all of the new lines are there, so that nothing jumps.

import type { Client } from '../../protocol/rpc';
import type { ShownLine, TokensOverview, TokensViewContract } from '../../protocol/tokensView';
import type { ComparedText } from './comparedText';

export interface LineLoaderOptions {
  client: Client<TokensViewContract>;
  text: ComparedText;
  onLoaded(): void;
  onFailure(error: unknown): void;
}

export interface LineLoader {
  draw(overview: TokensOverview): void;
  more(): Promise<void>;
  state(): { loaded: number; total: number; hasMore: boolean };
}

interface Load {
  version: number;
  loaded: number;
  next: number | null;
}

export function lineLoader({ client, text, onLoaded, onFailure }: LineLoaderOptions): LineLoader {
  const loads = new Map<number, Load>();
  let atOnce = 200;
  let wanted = 0;
  let total = 0;

  async function load(column: number, state: Load): Promise<void> {
    const isCurrent = (): boolean => loads.get(column) === state;
    const from = state.loaded;
    const found: ShownLine[] = [];
    try {
      while (state.next !== null && from + found.length < wanted) {
        const request = { column, version: state.version, from: state.next };
        const reply: TokensViewContract['calls']['lines']['reply'] = await client.call('lines', request);
        if (!isCurrent()) return;
        found.push(...reply.lines);
        state.next = reply.next;
      }
      state.loaded = from + found.length;
      text.put(column, from, found);
      onLoaded();
    } catch (error) {
      if (isCurrent()) onFailure(error);
    }
  }

  return {
    draw({ columns, linesAtOnce }) {
      atOnce = linesAtOnce;
      wanted = Math.max(wanted, atOnce);
      total = Math.max(0, ...columns.map(({ figures }) => figures?.lineCount ?? 0));
      for (const column of [...loads.keys()]) if (!columns.some(({ id }) => id === column)) loads.delete(column);
      for (const { id, figures } of columns) {
        if (!figures && loads.delete(id)) text.put(id, 0, []);
        if (!figures || loads.get(id)?.version === figures.version) continue;
        const state: Load = { version: figures.version, loaded: 0, next: 0 };
        loads.set(id, state);
        void load(id, state);
      }
    },
    async more() {
      wanted += atOnce;
      await Promise.all([...loads].map(([column, state]) => load(column, state)));
    },
    state: () => ({
      loaded: Math.max(0, ...[...loads.values()].map(({ loaded }) => loaded)),
      total,
      hasMore: [...loads.values()].some(({ next, loaded }) => next !== null && loaded > 0),
    }),
  };
}
