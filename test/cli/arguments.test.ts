import assert from 'node:assert/strict';
import { run } from './fakeEngine';

/** Arguments that must be refused with exit code 2 before any engine starts, and what the message must say. */
const REFUSED: [string, string[], RegExp][] = [
  ['a command that does not exist', ['trian'], /no command "trian".*did you mean train\?/],
  [
    'a command nothing is like',
    ['frobnicate'],
    /the commands are tokenize, tokenizer, .*train, .*evaluate, predict, .*runs/,
  ],
  ['a file that is missing', ['tokenize'], /<file> is missing/],
  ['one file too many', ['tokenize', 'a', 'b'], /"b" is one argument too many/],
  [
    'an option that does not exist',
    ['tokenize', 'a', '--tokeniser', 'word'],
    /--tokeniser; did you mean --tokenizer\?/,
  ],
  ['an option nothing is like', ['runs', '--zzzzzzzz'], /no option --zzzzzzzz.*--help/],
  ['an option named like an inherited property', ['runs', '--constructor'], /no option --constructor/],
  ['a flag with a value', ['runs', '--json=yes'], /--json takes no value/],
  ['an option without its value', ['tokenize', 'a', '--tokenizer'], /--tokenizer needs a value/],
  ['an option that swallows the next', ['tokenize', 'a', '--tokenizer', '--json'], /--tokenizer needs a value/],
  [
    'a tokenizer that does not exist',
    ['tokenize', 'a', '--tokenizer', 'words'],
    /whitespace, word, .* or unigram.*did you mean word/,
  ],
  [
    'a size that is no number',
    ['tokenize', 'a', '--vocabulary-size', 'many'],
    /whole number of at least 5, not "many"/,
  ],
  ['a size that is too small', ['tokenize', 'a', '--vocabulary-size', '0'], /whole number of at least 5/],
  ['a size with a fraction', ['tokenize', 'a', '--min-frequency', '1.5'], /--min-frequency must be a whole number/],
  ['an empty size', ['tokenize', 'a', '--vocabulary-size='], /whole number/],
  ['evaluation without data', ['evaluate', 'r'], /--data is missing/],
  [
    'evaluation with mixed data',
    ['evaluate', 'r', '--data', 'a.tsv', '--data', 'b.tsv'],
    /<label>=<file>, not "a.tsv"/,
  ],
  ['a label named twice', ['evaluate', 'r', '--data', 'x=a', '--data', 'x=b'], /"x" twice/],
  [
    'a checkpoint that does not exist',
    ['evaluate', 'r', '--data', 'a', '--checkpoint', 'first'],
    /best or last, not "first"/,
  ],
  [
    'examples that are wrong and right',
    ['examples', 'r', '--wrong', '--right'],
    /--wrong and --right exclude each other/,
  ],
  ['a range that is none', ['examples', 'r', '--tokens', 'five'], /--tokens must be <from>-<to>.*not "five"/],
  ['a range without ends', ['examples', 'r', '--unknown=-'], /--unknown must be <from>-<to>/],
  ['a column without a value', ['examples', 'r', '--where', 'genre'], /--where must be <column>=<value>/],
  ['an order that does not exist', ['examples', 'r', '--sort', 'size'], /--sort must be place, .*, not "size"/],
  ['prediction without text', ['predict', 'r'], /either --text "..." or --input/],
  ['prediction with both', ['predict', 'r', '--text', 'a', '--input', 'b'], /either --text "..." or --input/],
  ['an input file that does not exist', ['predict', 'r', '--input', 'none.txt'], /none\.txt" does not exist/],
];

describe('arguments of the command line', () => {
  for (const [name, args, message] of REFUSED)
    it(`refuses ${name}`, async () => {
      const outcome = await run(args);
      assert.equal(outcome.code, 2);
      assert.match(outcome.err, message);
      assert.equal(outcome.out, '');
      assert.equal(outcome.started, 0);
    });

  it('prints the version', async () => {
    const outcome = await run(['--version']);
    assert.deepEqual([outcome.code, outcome.out], [0, '1.2.3\n']);
  });

  it('prints help with every command, and help for each with every option', async () => {
    const help = await run(['--help']);
    assert.equal(help.code, 0);
    const commands = ['tokenize', 'train', 'evaluate', 'predict', 'runs'];
    for (const command of commands) {
      assert.match(help.out, new RegExp(`^  ${command} `, 'm'));
      const own = await run([command, '--help']);
      assert.equal(own.code, 0);
      assert.match(own.out, new RegExp(`Usage: nlp-lab ${command}`));
      assert.match(own.out, /--json/);
    }
  });

  it('says what there is when called with nothing', async () => {
    const outcome = await run([]);
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /Usage: nlp-lab <command>/);
    assert.equal(outcome.out, '');
  });
});
