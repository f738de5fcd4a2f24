// The page of the view of tags.

import type { TagsViewContract } from '../../protocol/tagsView';
import { connect } from '../shared/connect';
import { registerControls } from '../shared/controls';
import { buildTagsView } from './tagsView';
import { DEFAULTS, type TagsViewState } from './viewState';
import '../shared/view.css';
import './tags.css';

registerControls();
void connect<TagsViewContract, TagsViewState>({
  events: ['notice', 'overview'],
  defaults: DEFAULTS,
  build: buildTagsView,
});
