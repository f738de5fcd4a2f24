// The command that shows all runs in a table.
import { toTranslate } from '../../protocol/toTranslate';
import type { Commands } from '../commands/command';
import { all, IN_FOLDER } from '../commands/when';
import { ON_RUNS_VIEW } from '../runs/menus';
import type { ExperimentTablePanels } from './experimentTableView';

export interface ExperimentTableCommandParts {
  views: { experimentTable: ExperimentTablePanels };
}

export const experimentTableCommands: Commands<ExperimentTableCommandParts> = {
  showExperiments: {
    title: 'Show Experiments',
    about: toTranslate('Shows all runs as rows that can be filtered, sorted and grouped.'),
    icon: 'table',
    palette: IN_FOLDER,
    menus: { 'view/title': { when: all(ON_RUNS_VIEW, IN_FOLDER), group: 'navigation@2' } },
    run: async ({ views }) => (await views.experimentTable.show({})).settled(),
  },
};
