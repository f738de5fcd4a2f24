import type { BeamViewContract } from '../../protocol/beamView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { beamView } from './beamView';
import { type BeamState, DEFAULTS } from './viewState';
import '../shared/view.css';
import '../shared/question.css';
import './beam.css';

registerControls();
void connect<BeamViewContract, BeamState>({ events: ['notice', 'question'], defaults: DEFAULTS, build: beamView });
