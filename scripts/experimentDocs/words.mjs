// The words of docs/experiment.md and of its Korean page that are not descriptions of the schema.

/** The least and the most that a number may be, in words of a language. */
function limits({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }, { from, above, to, below }) {
  const parts = [
    minimum === undefined ? undefined : from(minimum),
    minimum !== undefined || exclusiveMinimum === undefined ? undefined : above(exclusiveMinimum),
    maximum === undefined ? undefined : to(maximum),
    maximum !== undefined || exclusiveMaximum === undefined ? undefined : below(exclusiveMaximum),
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

const range = (schema) =>
  limits(schema, {
    from: (least) => `from ${least}`,
    above: (least) => `above ${least}`,
    to: (most) => `to ${most}`,
    below: (most) => `below ${most}`,
  });

export const ENGLISH = {
  page: `# The experiment file

[한국어](ko/experiment.md)

An experiment is a file that ends in \`.nlplab.json\`. It says all there is to say about a run: the data, how text is cut,
the model, how it is trained. Comments and trailing commas are allowed. The smallest one is

    { "data": { "train": "reviews.tsv" } }

Everything left out has the default given below. Paths start in the folder of the experiment file. A key that does not
exist and a value that cannot be are errors: they name the key, and the nearest right one. In the editor the same is shown
while you write, with completion and a description of each key. A run keeps the experiment with all defaults filled in,
as \`experiment.json\` (see [files.md](files.md)).

On the command line a key is changed for one run by \`--set\`, for example

    nlp-lab train reviews.nlplab.json --set training.epochs=3 --set model.type=gru

<!-- Made from schemas/experiment.schema.json by scripts/makeExperimentDocs.mjs. -->
`,
  titles: {
    '': 'The whole file',
    data: '`data`: the examples',
    clean: '`clean`: what is done to the text first',
    tokenizer: '`tokenizer`: how text is cut',
    model: '`model`: what is trained',
    training: '`training`: how it is trained',
    'training.optimizer': '`training.optimizer`: how a step is made from gradients',
    'training.schedule': '`training.schedule`: how the learning rate changes',
    runtime: '`runtime`: what computes',
    evaluation: '`evaluation`: how texts are judged',
    sweep: '`sweep`: other values to try',
    'sweep.keys': '`sweep.keys`: which keys have which values',
    'sweep.search': '`sweep.search`: how values are found',
    'sweep.budget': '`sweep.budget`: when it is enough',
  },
  task: (name) => `Task ${name}`,
  shared: 'Keys without a section here are as in the tasks above.',
  intro: 'All keys but `data` may be left out.',
  head: ['key', 'type', 'when left out', 'meaning'],
  types: {
    integer: (schema) => `whole number ${range(schema)}`,
    number: (schema) => `number ${range(schema)}`,
    numbers: (count, each) => `${count} numbers, each ${range(each)}`,
    list: 'a list, see below',
    path: 'a path',
    text: 'text',
    labels: '`{ "labels": { "<label>": "<path>", ... } }`',
    object: 'an object',
    or: ', or ',
  },
  defaults: { required: 'required', none: 'none', below: 'see below' },
  shorthand: {
    step: 'A step is an object, `{ "step": "repeats", "maximum": 3 }`, or its name alone.',
    type: 'A type may be written alone, as text, for an object of that type with all defaults.',
  },
  objects: { having: (keys) => `An object with ${keys}`, from: 'No `type`, but `from`' },
  noKeys: 'No further keys.',
};

const rangeInKorean = (schema) =>
  limits(schema, {
    from: (least) => `${least} 이상`,
    above: (least) => `${least} 초과`,
    to: (most) => `${most} 이하`,
    below: (most) => `${most} 미만`,
  });

const ofRange = (schema, what) => (rangeInKorean(schema) === '' ? what : `${rangeInKorean(schema)}의 ${what}`);

export const KOREAN = {
  page: `# 실험 파일

[English](../experiment.md)

실험은 이름이 \`.nlplab.json\`으로 끝나는 파일입니다. 데이터, 텍스트를 나누는 방법, 모델, 학습하는 방법 등 실행에 대해 말할 것이 모두 여기에 있습니다. 주석과 마지막 쉼표를 쓸 수 있습니다. 가장 작은 실험은 다음과 같습니다.

    { "data": { "train": "reviews.tsv" } }

적지 않은 것은 모두 아래의 기본값이 됩니다. 경로는 실험 파일이 있는 폴더에서 시작합니다. 없는 키와 있을 수 없는 값은 오류이며, 어느 키인지와 가장 가까운 맞는 키를 알려 줍니다. 편집기에서는 쓰는 동안 같은 것을 보여 주고, 키를 완성하고 설명합니다. 실행에는 모든 기본값을 채운 실험이 \`experiment.json\`으로 남습니다([files.md](files.md)를 보세요).

명령줄에서는 \`--set\`으로 한 실행에서만 키를 바꿉니다. 예를 들면 다음과 같습니다.

    nlp-lab train reviews.nlplab.json --set training.epochs=3 --set model.type=gru

<!-- schemas/experiment.schema.json과 schemas/experiment.ko.json에서 scripts/makeExperimentDocs.mjs로 만든 것입니다. -->
`,
  titles: {
    '': '파일 전체',
    data: '`data`: 예시',
    clean: '`clean`: 텍스트에 먼저 하는 일',
    tokenizer: '`tokenizer`: 텍스트를 나누는 방법',
    model: '`model`: 학습하는 것',
    training: '`training`: 학습하는 방법',
    'training.optimizer': '`training.optimizer`: 기울기로 스텝을 만드는 방법',
    'training.schedule': '`training.schedule`: 학습률이 바뀌는 방법',
    runtime: '`runtime`: 계산하는 것',
    evaluation: '`evaluation`: 텍스트를 평가하는 방법',
    sweep: '`sweep`: 시도할 다른 값',
    'sweep.keys': '`sweep.keys`: 어느 키에 어떤 값이 있는지',
    'sweep.search': '`sweep.search`: 값을 찾는 방법',
    'sweep.budget': '`sweep.budget`: 언제 그만하는지',
  },
  task: (name) => `과제 ${name}`,
  shared: '여기에 절이 없는 키는 위의 과제와 같습니다.',
  intro: '`data` 말고는 모두 적지 않아도 됩니다.',
  head: ['키', '유형', '적지 않으면', '뜻'],
  types: {
    integer: (schema) => ofRange(schema, '정수'),
    number: (schema) => ofRange(schema, '수'),
    numbers: (count, each) => `수 ${count}개, 각각 ${rangeInKorean(each)}`,
    list: '목록, 아래 참고',
    path: '경로',
    text: '텍스트',
    labels: '`{ "labels": { "<레이블>": "<경로>", ... } }`',
    object: '객체',
    or: ', 또는 ',
  },
  defaults: { required: '꼭 적음', none: '없음', below: '아래 참고' },
  shorthand: {
    step: '단계는 `{ "step": "repeats", "maximum": 3 }` 같은 객체이거나 이름입니다.',
    type: '유형의 이름만 적으면 모두 기본값인 그 유형의 객체와 같습니다.',
  },
  objects: { having: (keys) => `${keys}이(가) 있는 객체`, from: '`type` 없이 `from`' },
  noKeys: '다른 키는 없습니다.',
};
