"""Trains SentencePiece models and writes them as tokenizer.json, in the way of Hugging Face's converters: T5 (Unigram with the
table of replacements), XLM-R (Unigram, spaces squeezed), Llama (BPE with bytes for unknown characters).

    /usr/bin/python3 make_foreign_tokenizers.py <corpus.txt> <folder> [<pieces>]      writes t5.json, xlm-r.json, llama.json
"""
import base64, json, os, struct, sys, tempfile
from types import SimpleNamespace
import sentencepiece

corpus, folder, pieces = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 8000
os.makedirs(folder, exist_ok=True)

def fields(data):
    """(number, value) of a protocol buffer's fields."""
    at = 0
    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]; at += 1
            value |= (byte & 127) << shift; shift += 7
            if byte < 128: return value
    while at < len(data):
        number, wire = divmod(varint(), 8)
        if wire == 0: yield number, varint()
        else:
            size = {1: 8, 5: 4}.get(wire) or varint()
            yield number, data[at : at + size]; at += size

NORMAL = 1

def read_model(data):
    """sentencepiece_model.proto: pieces are field 1, the normalizer field 3 with its table in field 2."""
    pieces, table = [], b""
    for number, value in fields(data):
        if number == 1:
            own = dict(fields(value))
            pieces.append(SimpleNamespace(piece=own[1].decode(), score=struct.unpack("<f", own.get(2, bytes(4)))[0], type=own.get(3, NORMAL)))
        if number == 3: table = dict(fields(value)).get(2, b"")
    return SimpleNamespace(pieces=pieces, table=table)

def trained(**options):
    with tempfile.TemporaryDirectory() as place:
        prefix = os.path.join(place, "m")
        sentencepiece.SentencePieceTrainer.train(input=corpus, model_prefix=prefix, vocab_size=pieces, minloglevel=2, num_threads=1,
                                                 hard_vocab_limit=False, **options)
        with open(prefix + ".model", "rb") as file: return read_model(file.read())

def added(*tokens):
    flags = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return [dict(id=i, content=t, **flags) for t, i in tokens]

def write(name, **parts):
    head = dict(version="1.0", truncation=None, padding=None)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump({**head, **parts}, file, ensure_ascii=False)

def template(token, id):
    return dict(type="TemplateProcessing", single=[{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": token, "type_id": 0}}],
                pair=[{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                special_tokens={token: dict(id=token, ids=[id], tokens=[token])})

metaspace = dict(type="Metaspace", replacement="\u2581", prepend_scheme="always", split=True)

model = trained(model_type="unigram", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
table = dict(type="Precompiled", precompiled_charsmap=base64.b64encode(model.table).decode())
unigram = dict(type="Unigram", unk_id=2, vocab=[[p.piece, p.score] for p in model.pieces], byte_fallback=False)
tokens = added(("<pad>", 0), ("</s>", 1), ("<unk>", 2))
write("t5.json", added_tokens=tokens, normalizer=table, post_processor=template("</s>", 1), decoder=metaspace, model=unigram,
      pre_tokenizer=dict(type="Sequence", pretokenizers=[dict(type="WhitespaceSplit"), metaspace]))
squeezed = dict(type="Sequence", normalizers=[table, dict(type="Strip", strip_left=False, strip_right=True),
                                              dict(type="Replace", pattern={"Regex": " {2,}"}, content="\u2581")])
write("xlm-r.json", added_tokens=tokens, normalizer=squeezed, post_processor=template("</s>", 1), decoder=metaspace, model=unigram,
      pre_tokenizer=metaspace)

model = trained(model_type="bpe", byte_fallback=True, character_coverage=0.9995, unk_id=0, bos_id=1, eos_id=2,
                normalization_rule_name="identity")
vocab = {p.piece: i for i, p in enumerate(model.pieces)}
merges = []
for piece in model.pieces:
    if piece.type != NORMAL: continue
    splits = [(piece.piece[:i], piece.piece[i:]) for i in range(1, len(piece.piece))]
    merges += sorted(((l, r) for l, r in splits if l in vocab and r in vocab), key=lambda s: (vocab[s[0]], vocab[s[1]]))
write("llama.json", added_tokens=added(("<unk>", 0), ("<s>", 1), ("</s>", 2)),
      normalizer=dict(type="Sequence", normalizers=[dict(type="Prepend", prepend="\u2581"),
                                                    dict(type="Replace", pattern={"String": " "}, content="\u2581")]),
      pre_tokenizer=None,
      post_processor=dict(type="TemplateProcessing", single=[{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                          pair=[{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                          special_tokens={"<s>": dict(id="<s>", ids=[1], tokens=["<s>"])}),
      decoder=dict(type="Sequence", decoders=[dict(type="Replace", pattern={"String": "\u2581"}, content=" "), dict(type="ByteFallback"),
                                              dict(type="Fuse"), dict(type="Strip", content=" ", start=1, stop=0)]),
      model=dict(type="BPE", dropout=None, unk_token="<unk>", continuing_subword_prefix=None, end_of_word_suffix=None, fuse_unk=True,
                 byte_fallback=True, ignore_merges=False, vocab=vocab, merges=[" ".join(m) for m in merges]))
print(sentencepiece.__version__, len(merges), "merges")
