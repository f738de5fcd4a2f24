// The Embeddings view: its parts put together. The map shows where words lie, the lists what the vectors themselves say.

import type { EmbeddingsViewContract } from '../../protocol/embeddingsView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { Projector } from './projector';
import { DEFAULT_STATE, type EmbeddingsViewState } from './viewState';
import '../shared/view.css';
import './embeddings.css';

registerControls();
void connect<EmbeddingsViewContract, EmbeddingsViewState>({
  events: ['notice', 'overview', 'map', 'progress', 'coloring', 'comparison', 'cooccurrence', 'show'],
  defaults: DEFAULT_STATE,
  build: (connection) => new Projector(connection).listeners,
});
