"""Makes entities.json: what conlleval counts on random tags, and which entities each scheme holds when it is read strictly.

usage: python3 make_entities.py    (needs Python alone)
Written anew from the definitions: `chunk_starts`, `chunk_ends` and the counts are those of conlleval (Tjong Kim Sang 2000, the scorer of
CoNLL-2000 to 2003); the strict entities are those of seqeval 1.2 (mode="strict"), here as regular expressions over runs of one type.
entity-metrics.json holds figures of seqeval itself.
"""
import json
import os
import random
import re

SEED = 13
TYPES = ['LOC', 'ORG', 'PER']


def parts(tag):
    """conlleval: the type is what follows the first hyphen."""
    return (tag.split('-', 1) + [''])[:2] if '-' in tag else (tag, '')


def chunk_ends(before, tag):
    (p, t), (q, u) = before, tag
    if (p, q) in {('B', 'B'), ('B', 'O'), ('I', 'B'), ('I', 'O'), ('E', 'E'), ('E', 'I'), ('E', 'O')}:
        return True
    return p != 'O' and t != u


def chunk_starts(before, tag):
    (p, t), (q, u) = before, tag
    if (p, q) in {('B', 'B'), ('I', 'B'), ('O', 'B'), ('O', 'I'), ('E', 'E'), ('E', 'I'), ('O', 'E')}:
        return True
    return q != 'O' and t != u


def conlleval(pairs):
    """Reads both columns side by side, as the script does; never makes a list of entities."""
    counts = {'tokens': 0, 'rightTokens': 0}
    types = {}
    add = lambda kind, name: types.setdefault(name, dict(right=0, actual=0, predicted=0)).__setitem__(
        kind, types[name][kind] + 1)
    for true, guessed in pairs:
        in_correct = None
        before, before_guess = ('O', ''), ('O', '')
        for tag_text, guess_text in list(zip(true, guessed)) + [('O', 'O')]:
            tag, guess = parts(tag_text), parts(guess_text)
            if in_correct is not None:
                ends, guess_ends = chunk_ends(before, tag), chunk_ends(before_guess, guess)
                if ends and guess_ends and before[1] == before_guess[1]:
                    add('right', in_correct)
                    in_correct = None
                elif ends != guess_ends or tag[1] != guess[1]:
                    in_correct = None
            starts, guess_starts = chunk_starts(before, tag), chunk_starts(before_guess, guess)
            if starts and guess_starts and tag[1] == guess[1]:
                in_correct = tag[1]
            if starts:
                add('actual', tag[1])
            if guess_starts:
                add('predicted', guess[1])
            before, before_guess = tag, guess
        counts['tokens'] += len(true)
        counts['rightTokens'] += sum(a == b for a, b in zip(true, guessed))
    return {**counts, 'types': dict(sorted(types.items()))}


STRICT = {  # within a run of tokens of one type, none of them outside
    'IOB2': 'BI*',
    'IOB1': '(?:^I|(?<=B)I|(?<=.)B)I*',
    'IOE': 'I*E',
    'BIOES': 'S|BI*E',
    'BILOU': 'U|BI*L',
    'IOE1': 'I*E(?=.)|I+$',  # as it is defined; seqeval itself reads no entity that is an E alone
}


def strict(tags, scheme):
    entities, at = [], 0
    while at < len(tags):
        name = parts(tags[at])[1]
        end = at + 1
        while end < len(tags) and tags[at] != 'O' and tags[end] != 'O' and parts(tags[end])[1] == name:
            end += 1
        if tags[at] != 'O':
            run = ''.join(tag[0] for tag in tags[at:end])
            found = [[name, at + m.start(), at + m.end()] for m in re.finditer(STRICT[scheme], run)]
            # In IOB1 a B says that an entity of its own type ends here: before one of another type nothing ends.
            if scheme == 'IOB1' and run[-1] == 'B' and end < len(tags) and tags[end][0] == 'B' and found[-1:] == [
                    [name, end - 1, end]]:
                found.pop()
            entities += found
        at = end
    return entities


def drawn(draw, prefixes, length):
    return [draw.choice(['O'] + [f'{p}-{t}' for p in prefixes for t in TYPES[:2]]) for _ in range(length)]


def main():
    draw = random.Random(SEED)
    true = [drawn(draw, 'BI', draw.randint(1, 12)) for _ in range(150)]
    guessed = [[tag if draw.random() < 0.6 else drawn(draw, 'BI', 1)[0] for tag in tags] for tags in true]
    only_strict = lambda tags: [
        next((('B-' if at == s else 'I-') + n for n, s, e in strict(tags, 'IOB2') if s <= at < e), 'O')
        for at in range(len(tags))]
    discarded = [(only_strict(a), only_strict(b)) for a, b in zip(true, guessed)]
    schemes = {}
    for scheme, prefixes in {'IOB2': 'BI', 'IOB1': 'BI', 'IOE': 'IE', 'BIOES': 'BIES', 'BILOU': 'BILU', 'IOE1': 'IE'}.items():
        rows = [drawn(draw, prefixes, draw.randint(1, 10)) for _ in range(60)]
        schemes[scheme] = [{'tags': ' '.join(row), 'entities': strict(row, scheme)} for row in rows]
    content = {
        'origin': 'make_entities.py: conlleval and the strict mode of seqeval, written from their definitions',
        'seed': SEED,
        'true': [' '.join(row) for row in true],
        'guessed': [' '.join(row) for row in guessed],
        'begin': conlleval(list(zip(true, guessed))),
        'discard': {key: value for key, value in conlleval(discarded).items() if key == 'types'},
        'cases': [{'scheme': scheme, 'sentences': rows} for scheme, rows in schemes.items()],
    }
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, 'entities.json'), 'w', encoding='utf-8') as file:
        json.dump(content, file, separators=(',', ':'))
        file.write('\n')


main()
