"""Sentences in many encodings, as Python encodes them: whole, their first letters, and as a column of a table.

    python3 make_encodings.py > encodings.json
"""
import base64, json

SENTENCES = {
'en':"You’ve won a free prize – don’t wait! It’s fine, they’re here; “hello” he said…",
'de':"Schöne Grüße aus München, das Mädchen hört gern Geschichten über große Bären und süße Äpfel.",
'fr':"L’été dernier, j’ai mangé une crêpe à la plage près de l’hôtel où mon frère était déjà allé.",
'es':"El niño comió una manzana mañana después del corazón de España, ¿verdad? ¡Qué sueño!",
'pt':"A educação não é só informação; também são lições de paixão e coração em São Paulo.",
'sv':"Jag går på bio med två små barn som älskar björnar och åker till ön över sjön.",
'pl':"Zażółć gęślą jaźń, dziękuję bardzo za książkę, którą mi pożyczyłeś w zeszłym tygodniu.",
'cs':"Příliš žluťoučký kůň úpěl ďábelské ódy, děkuji vám za všechno, co jste pro mě udělali.",
'hu':"Árvíztűrő tükörfúrógép, köszönöm szépen a segítséget, nagyon örülök, hogy eljöttél.",
'ru':"Фильм был очень хороший, мне понравилась игра актёров и музыка, но конец скучный.",
'ukr':"Фільм був дуже гарний, мені сподобалася гра акторів і музика, але кінець нудний, її не їв.",
'bg':"Филмът беше много добър, хареса ми играта на актьорите и музиката, но краят е скучен.",
'el':"Η ταινία ήταν πολύ καλή, μου άρεσε το παίξιμο των ηθοποιών και η μουσική.",
'tr':"Film çok güzeldi, oyuncuların performansını beğendim ama sonu sıkıcıydı, teşekkür ederim.",
'he':"הסרט היה טוב מאוד, אהבתי את המשחק של השחקנים ואת המוזיקה, אבל הסוף משעמם.",
'ar':"كان الفيلم جيدا جدا، أعجبني أداء الممثلين والموسيقى ولكن النهاية مملة.",
'th':"ภาพยนตร์เรื่องนี้ดีมาก ฉันชอบการแสดงของนักแสดงและดนตรี แต่ตอนจบน่าเบื่อ",
'ko':"이 영화 정말 재미있어요. 배우들의 연기와 음악이 좋았지만 결말은 조금 지루했습니다.",
'ko2':"뭥미 ㅋㅋㅋ 쩐다 진짜 똠방각하 펲시콜라 좋아요 최고",
'zh':"这部电影非常好看，我很喜欢演员的表演和音乐，但是结尾有点无聊。",
'zht':"這部電影非常好看，我很喜歡演員的表演和音樂，但是結尾有點無聊。",
'ja':"この映画はとても面白かったです。俳優の演技と音楽が良かったけど、結末は少し退屈でした。",
'ja2':"映画「東京物語」の監督は小津安二郎である。ストーリーがすばらしい。",
}
ENCODINGS = {'en':['cp1252'],'de':['cp1252','iso8859_15'],'fr':['cp1252'],'es':['cp1252'],'pt':['cp1252'],'sv':['cp1252'],'pl':['cp1250','iso8859_2'],'cs':['cp1250','iso8859_2'],'hu':['cp1250'],'ru':['cp1251','koi8_r','cp866','iso8859_5'],'ukr':['cp1251','koi8_u'],'bg':['cp1251'],'el':['cp1253','iso8859_7'],'tr':['cp1254'],'he':['cp1255'],'ar':['cp1256'],'th':['cp874'],'ko':['cp949'],'ko2':['cp949'],'zh':['gb18030'],'zht':['big5','gb18030'],'ja':['shift_jis','euc_jp'],'ja2':['shift_jis','euc_jp']}

cases = []
for language, text in SENTENCES.items():
    table = "text,label\n" + "\n".join(word + ",pos" for word in text.replace(",", "").split(" "))
    for encoding in ENCODINGS[language]:
        for kind, given in (("sentence", text), ("start", text[:24]), ("table", table)):
            data = given.encode(encoding, "ignore")
            cases.append({"language": language, "encoding": encoding, "kind": kind, "bytes": base64.b64encode(data).decode(), "text": data.decode(encoding)})
print(json.dumps(cases, ensure_ascii=False, indent=0))
