import type { AttentionViewContract } from '../../protocol/attentionView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { attentionView } from './attentionView';
import { type AttentionState, DEFAULTS } from './viewState';
import '../shared/view.css';
import '../shared/question.css';
import '../shared/styles/panes.css';
import './attention.css';

registerControls();
void connect<AttentionViewContract, AttentionState>({
  events: ['notice', 'question'],
  defaults: DEFAULTS,
  build: attentionView,
});
