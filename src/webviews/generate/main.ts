import type { GenerateViewContract } from '../../protocol/generateView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { generateView } from './generateView';
import { DEFAULTS, type GenerateState } from './viewState';
import '../shared/view.css';
import '../shared/question.css';
import '../shared/styles/panes.css';
import './generate.css';

registerControls();
void connect<GenerateViewContract, GenerateState>({
  events: ['notice', 'question', 'prompts'],
  defaults: DEFAULTS,
  build: generateView,
});
