// Which words speak for each label: for models with a weight for each feature. Everything is asked for once, when the
// section is first of use; searching and sorting happen here.

import { count, figure } from '../../protocol/figures';
import type { ExplainReply } from '../../protocol/explanation';
import { LabError } from '../../protocol/labError';
import { dropdown, searchField } from '../shared/controls';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { RunStrings } from './strings';

export interface FeaturesView {
  node: HTMLElement;
  /** Asks for the features, unless that has been done. */
  load(): void;
}

type ClassFeatures = ExplainReply['classes'][number];

interface FeatureRow {
  rank: number;
  feature: string;
  weight: number;
}

export interface FeaturesOptions {
  strings: RunStrings;
  features(): Promise<{ classes: ClassFeatures[] }>;
}

export function featuresView({ strings, features }: FeaturesOptions): FeaturesView {
  let classes: readonly ClassFeatures[] = [];
  let chosen = 0;
  let sought = '';
  let isAsked = false;
  const note = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const choice = element('span');
  const search = searchField(strings.findFeature, (text) => {
    sought = text.trim().toLowerCase();
    draw();
  });
  const rows = table<FeatureRow>({
    label: strings.features,
    empty: strings.noFeatures,
    columns: [
      {
        id: 'rank',
        title: strings.rank,
        width: 6,
        numeric: true,
        text: (row) => count(row.rank),
        sortBy: (row) => row.rank,
      },
      { id: 'feature', title: strings.feature, least: 12, text: (row) => row.feature },
      {
        id: 'weight',
        title: strings.featureWeight,
        hint: strings.featureWeightHint,
        numeric: true,
        text: (row) => figure(row.weight),
        sortBy: (row) => row.weight,
      },
    ],
  });

  function draw(): void {
    const all = (classes[chosen]?.features ?? []).map((row, index) => ({ ...row, rank: index + 1 }));
    const found = sought === '' ? all : all.filter(({ feature }) => feature.toLowerCase().includes(sought));
    rows.setRows(found);
    if (classes.length > 0) say(note, strings.featuresShown(count(found.length), classes[chosen].label));
  }

  async function ask(): Promise<void> {
    say(note, strings.readingFeatures);
    try {
      ({ classes } = await features());
      const labels = classes.map(({ label }, index) => ({ value: String(index), label }));
      const onLabel = (value: string): void => {
        chosen = Number(value);
        draw();
      };
      choice.replaceChildren(dropdown(strings.label, labels, '0', onLabel));
      draw();
    } catch (error) {
      isAsked = false; // the next header asks again
      say(note, LabError.toData(error).message);
    }
  }

  return {
    node: element('div', { class: 'fill' }, element('div', { class: 'row choose' }, choice, search), note, rows.node),
    load() {
      if (isAsked) return;
      isAsked = true;
      void ask();
    },
  };
}
