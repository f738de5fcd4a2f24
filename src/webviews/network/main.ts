import type { NetworkViewContract } from '../../protocol/networkView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { networkView } from './networkView';
import { DEFAULTS, type NetworkState } from './viewState';
import '../shared/view.css';
import '../shared/question.css';
import '../shared/styles/tensors.css';
import './network.css';

registerControls();
void connect<NetworkViewContract, NetworkState>({
  events: ['notice', 'question'],
  defaults: DEFAULTS,
  build: networkView,
});
