"""Writes cp949.json: every character that Python's codec cp949 knows, encoded, and the SHA-256 of the text as UTF-8."""
import base64, hashlib, json, os

def encodable(code):
    try:
        chr(code).encode("cp949")
        return True
    except UnicodeEncodeError:
        return False

text = "".join(chr(code) for code in range(0x80, 0x10000) if encodable(code))
golden = {
    "origin": "Python codec cp949",
    "characters": len(text),
    "bytes": base64.b64encode(text.encode("cp949")).decode(),
    "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cp949.json"), "w") as file:
    json.dump(golden, file)
