import type { PlaygroundContract } from '../../protocol/playgroundView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { playgroundView } from './playgroundView';
import { DEFAULTS, type PlaygroundState } from './viewState';
import '../shared/view.css';
import '../shared/question.css';
import './playground.css';

registerControls();
void connect<PlaygroundContract, PlaygroundState>({
  events: ['notice', 'question'],
  defaults: DEFAULTS,
  build: playgroundView,
});
