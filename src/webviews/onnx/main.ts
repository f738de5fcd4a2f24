import type { OnnxViewContract } from '../../protocol/onnxView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { onnxView } from './onnxView';
import { DEFAULTS, type OnnxState } from './viewState';
import '../shared/view.css';
import '../shared/styles/charts.css';
import '../shared/styles/tensors.css';
import './onnx.css';

registerControls();
void connect<OnnxViewContract, OnnxState>({ events: ['notice', 'file'], defaults: DEFAULTS, build: onnxView });
