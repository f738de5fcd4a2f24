// The fields of a column: the options that belong to its type.

import { analyserOf, cutsMorphemes } from '../../protocol/analysers/analysers';
import type { ChosenKind, ColumnOptions, TokensOverview } from '../../protocol/tokensView';
import { forgetsSpaces, isSubword } from '../../protocol/tokenColumns';
import { checkbox, dropdown, numberField, textField } from '../shared/controls';
import type { TokensStrings } from './strings';

/** The files that a person can choose among. */
export type Files = Pick<TokensOverview, 'files' | 'wordFiles'>;

export interface ColumnFieldOptions {
  strings: TokensStrings;
  onChange(options: ColumnOptions): void;
  onChooseFile(kind: ChosenKind): void;
}

const CHOOSE = 'choose';
const MOST = 10_000_000;

export function columnFields(current: ColumnOptions, files: Files, on: ColumnFieldOptions): HTMLElement[] {
  const { strings, onChange } = on;
  const { type, compatibility } = current;
  let now = current;
  const change = (next: Partial<ColumnOptions>): void => onChange((now = { ...now, ...next }));
  const whole = (key: 'vocabularySize' | 'minFrequency' | 'alphabetLimit' | 'numWords', label: string, least: number) =>
    numberField({ label, value: current[key], least, most: MOST, onChange: (value) => change({ [key]: value }) });
  const hinted = <N extends HTMLElement>(node: N, hint: string): N => Object.assign(node, { title: hint });
  const box = (key: 'lowercase' | 'tags' | 'contentWords' | 'baseForms', label: string, hint: string) =>
    hinted(
      checkbox(label, current[key], (checked) => change({ [key]: checked })),
      hint,
    );

  if (type === 'file') {
    const { specialTokens } = current;
    const found = checkbox(strings.specialTokens, specialTokens === 'recognise', (checked) =>
      change({ specialTokens: checked ? 'recognise' : 'text' }),
    );
    return [hinted(found, strings.specialTokensHint)];
  }
  const lowercase = box('lowercase', strings.lowercase, strings.lowercaseHint);
  const userWords = userWordsChoice(current, files, on);
  const common = [
    lowercase,
    whole('vocabularySize', strings.vocabularySize, 5),
    whole('minFrequency', strings.minFrequency, 1),
    userWords,
  ];
  if (isSubword(type))
    return [
      ...common.slice(0, -1),
      hinted(whole('alphabetLimit', strings.alphabetLimit, 0), strings.alphabetHint),
      userWords,
    ];
  const spaces = forgetsSpaces(type)
    ? [
        hinted(
          checkbox(strings.spaces, current.spaces === 'marker', (checked) =>
            change({ spaces: checked ? 'marker' : 'dropped' }),
          ),
          strings.spacesHint,
        ),
      ]
    : [];
  if (type === 'regex')
    return [textField(strings.pattern, current.pattern, (pattern) => change({ pattern })), ...common, ...spaces];
  if (type === 'segmenter') return [languageChoice(current, on), ...common, ...spaces];
  if (cutsMorphemes(type))
    return [
      box('tags', strings.tags, strings.tagsHints[type]),
      box('contentWords', strings.contentWords, strings.contentWordsHint),
      ...(analyserOf(type).baseForm === undefined ? [] : [box('baseForms', strings.baseForms, strings.baseFormsHint)]),
      ...common,
      ...spaces,
    ];
  if (type !== 'word') return [...common, ...spaces];
  const asIn = dropdown(
    strings.compatibility,
    [
      { value: 'unicode', label: strings.unicode },
      { value: 'keras', label: 'Keras' },
      { value: 'scikit-learn', label: 'scikit-learn' },
    ],
    compatibility,
    (next) => change({ compatibility: next }),
  );
  if (compatibility !== 'keras') return [asIn, ...common];
  return [
    asIn,
    lowercase,
    whole('numWords', 'num_words', 0),
    textField('oov_token', current.oovToken, (oovToken) => change({ oovToken })),
    textField('filters', current.filters, (filters) => change({ filters })),
    userWords,
  ];
}

/** Languages that are written without spaces, by their own names. */
const LANGUAGES = ['ja', 'zh', 'th', 'lo', 'km', 'my'];

function languageChoice(current: ColumnOptions, { strings, onChange }: ColumnFieldOptions): HTMLElement {
  const known =
    LANGUAGES.includes(current.language) || current.language === '' ? LANGUAGES : [...LANGUAGES, current.language];
  const choices = known.map((tag) => ({
    value: tag,
    label: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag,
  }));
  return dropdown(
    strings.language,
    [{ value: '', label: strings.anyLanguage }, ...choices],
    current.language,
    (language) => onChange({ ...current, language }),
  );
}

/** A file of words that must stay whole, or none. */
function userWordsChoice(current: ColumnOptions, { wordFiles }: Files, on: ColumnFieldOptions): HTMLElement {
  const { strings, onChange, onChooseFile } = on;
  const choices = [
    { value: '', label: strings.noUserWords },
    ...wordFiles.map(({ key, name }) => ({ value: key, label: name })),
    { value: CHOOSE, label: strings.chooseWords },
  ];
  const node = dropdown(strings.userWords, choices, current.userWords, (chosen) => {
    if (chosen === CHOOSE) onChooseFile('words');
    else onChange({ ...current, userWords: chosen });
  });
  node.title = strings.userWordsHint;
  return node;
}
