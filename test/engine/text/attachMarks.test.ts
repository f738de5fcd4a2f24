import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { attachMarks } from '../../../src/engine/text/attachMarks';
import { createTokenizer } from '../../../src/engine/text/tokenizer';

describe('marks attached to words again', () => {
  const tokenizer = createTokenizer({ type: 'word', lowercase: false });
  const cut = (text: string): string => tokenizer.tokenize(text).tokens.join(' ');

  for (const text of [
    '학생들은 매일 새를 본다.',
    '뭐 해? 밥 먹었어?!',
    'A man in a t-shirt (red) is smiling, and waving.',
    "It's the dogs' bowl; they don't share.",
    "l'homme à 10 o'clock",
    'She said "yes, of course" and left.',
    'It costs $3.50, or 1,000 won: 50% off at 10:30!',
    'Wait... [really] and/or {not}?',
    '«Ça» “va”…',
    'In 2010, 30 people – all of them – came.',
    '<unk>, <unk>!',
  ])
    it(`are as they were in: ${text}`, () => {
      const tokens = text.replaceAll('<unk>', 'Unk');
      assert.equal(attachMarks(cut(tokens)).replaceAll('Unk', '<unk>'), text);
    });

  it('treat an unknown word as a word', () => {
    assert.equal(attachMarks('a <unk> - shirt , <unk> .'), 'a <unk>-shirt, <unk>.');
  });

  it('change nothing but spaces, and are cut into the same tokens again', () => {
    const token = fc.constantFrom(...'ab가나09.,!?;:%()[]{}"\'’-/“”«»…$#@&*', 'word', '낱말', '12', '345', 's', 't');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
        const text = attachMarks(tokens.join(' '));
        assert.equal(text.replaceAll(' ', ''), tokens.join(''));
        assert.deepEqual(cut(text), cut(tokens.join(' ')));
      }),
    );
  });

  it('leave nothing as nothing', () => assert.equal(attachMarks(''), ''));
});
