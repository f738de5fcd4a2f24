// The page that shows how far two people's labels agree.

import type { AgreementViewContract } from '../../protocol/agreementView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { buildAgreementView } from './agreementView';
import { type AgreementState, DEFAULTS } from './viewState';
import '../shared/view.css';
import './agreement.css';

registerControls();
void connect<AgreementViewContract, AgreementState>({
  events: ['notice', 'agreement'],
  defaults: DEFAULTS,
  build: buildAgreementView,
});
