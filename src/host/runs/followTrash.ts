// Tells menus whether there is a deleted run to restore.
import { tellContext } from '../editor/contextKeys';
import type { Lifetime } from '../editor/lifetime';
import { runsFolders } from '../editor/settings';
import type { Runs } from './runs';

export function followTrash(runs: Pick<Runs, 'onDidChange'>, life: Lifetime): void {
  const tell = async (): Promise<void> => {
    const { trashedRuns } = await import('./runTrash');
    const trashed = await Promise.all(runsFolders().map(trashedRuns));
    await tellContext('nlpLab.canRestore', trashed.flat().length > 0);
  };
  life.add(runs.onDidChange((folder) => folder === undefined && void tell()));
}
