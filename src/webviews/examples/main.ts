// The page of the view of examples.

import type { ExamplesViewContract } from '../../protocol/examplesView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { buildExamplesView } from './examplesView';
import { DEFAULTS, type ExamplesViewState } from './viewState';
import '../shared/view.css';
import './examples.css';

registerControls();
void connect<ExamplesViewContract, ExamplesViewState>({
  events: ['notice', 'overview', 'wanted'],
  defaults: DEFAULTS,
  build: buildExamplesView,
});
