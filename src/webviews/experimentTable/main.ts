// The page of the table of all runs.

import type { ExperimentTableContract } from '../../protocol/experimentTableView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { buildExperimentTable } from './experimentTableView';
import { DEFAULTS, type ExperimentTableState } from './viewState';
import '../shared/view.css';
import './experimentTable.css';

registerControls();
void connect<ExperimentTableContract, ExperimentTableState>({
  events: ['notice', 'version'],
  defaults: DEFAULTS,
  build: buildExperimentTable,
});
