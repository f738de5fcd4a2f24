import type { BatchViewContract } from '../../protocol/batchView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { batchView, DEFAULTS, type BatchState } from './batchView';
import '../shared/view.css';
import '../shared/styles/tensors.css';
import './batch.css';

registerControls();
void connect<BatchViewContract, BatchState>({ events: ['notice', 'step'], defaults: DEFAULTS, build: batchView });
