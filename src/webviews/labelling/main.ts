// The page in which a person labels texts, or marks spans in sentences.

import type { LabellingViewContract } from '../../protocol/labellingView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { buildLabellingView } from './labellingView';
import { DEFAULTS, type LabellingViewState } from './viewState';
import '../shared/view.css';
import './labelling.css';

registerControls();
void connect<LabellingViewContract, LabellingViewState>({
  events: ['notice', 'overview', 'orderNotice'],
  defaults: DEFAULTS,
  build: buildLabellingView,
});
