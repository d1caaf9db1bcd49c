/// The words of `Lexicon`, lower case, separated by spaces.
enum LexiconWords {
  static let all: [(Lexicon.Kinds, String)] = [
    (.stop, stop), (.calendar, calendar), (.navigation, navigation), (.share, share),
    (.prompt, prompt), (.related, related), (.comment, comment), (.legal, legal),
    (.advert, advert), (.credit, credit), (.byline, byline), (.dating, dating),
    (.commerce, commerce), (.address, address), (.sources, sources),
  ]

  private static let stop = """
    the of and to in a is that for it as was with be by on not he his but at are this have from or had an they \
    which one were all we her she there would their will when who him been has more if no out so what up its about \
    than into them can only other some could these then do did any my now such our over also after before because \
    while where how between being through during under against both most very just even still those \
    der die das und in zu den von mit ist des im für auf dem nicht ein eine als auch es an werden aus er hat dass \
    sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr \
    durch man sein wurde sei wenn kann sich ich wir ihr doch dann schon hier weil sondern gegen vom \
    le la les de des un une et est en que qui dans pour pas sur au plus par ne ce il avec se du son sont aux mais \
    ou leur cette été ses sa ont elle comme nous vous être fait tout avait deux même ces \
    el los las y que en un una por con no para su se del al lo como más pero sus ha o este sí porque esta entre \
    cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni \
    o os as um uma e do da dos das em no na nos nas por com não para se mais ao como mas foi ele seu sua ou ser \
    quando muito há já está eu também só pelo pela até isso ela entre era depois sem mesmo aos \
    il lo gli i di che è e per non una con sono da del della nel alla più anche come ma si al dei delle questo ha \
    het een van en dat te zijn op voor met niet aan er maar om hij ook als bij uit nog wel \
    och att det som en på är av för med den till inte om ett har de jag var men vid så kan \
    og til ikke af som på er jeg har vi med du men fra være blev \
    ja on ei että oli se mutta ovat kun hän myös joka sen niin kuin \
    w i na z do się nie to że jest o jak za od po ale dla przez co był ich może oraz już tym \
    a v na se je že s do z to ve pro po od jako by ale jsou za \
    és az egy hogy nem is ez meg csak mint volt már \
    și de la în cu pe nu care este un o din sau mai \
    ve bir bu için ile da de çok olarak daha ne gibi olan sonra \
    yang dan di untuk dengan ini dari dalam itu tidak pada akan juga oleh ada sebagai telah \
    và của là có trong cho được với các một những người không để này \
    и в не на что с по как это из у за от к для до же но так его был она они все то \
    і у з що та до як це від за є на про \
    και το να της του η ο που την με για στο από τα είναι \
    في من على إلى أن عن مع هذا التي الذي ما كان هذه لا بعد \
    و در به از که این است را با برای آن تا شد \
    של את על לא עם זה היא הוא כי גם \
    है के में की को और से का पर ने यह कि एक \
    të e në për me që një është nga u si \
    је да у се на за са од што и као \
    i je da u se na za su od koji kao \
    의 를 을 이 가 는 은 그 수 있다 등 것 및
    """

  private static let calendar = """
    january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday \
    mon tue wed thu fri sat sun today yesterday ago hours minutes hour min mins hrs am pm est edt gmt utc pst pdt cet \
    januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag \
    uhr heute gestern stunden minuten tagen wochen \
    janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi \
    vendredi samedi dimanche heures \
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles \
    jueves viernes sábado domingo horas \
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro \
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre \
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia \
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря \
    januari februari maret mei agustus desember maart augustus ocak şubat mart nisan mayıs haziran temmuz ağustos eylül \
    ekim kasım aralık
    """

  private static let navigation = """
    home menu search contact about faq help login log sign skip content main navigation sitemap topics sections site \
    blog news close open toggle account profile settings language english deutsch français español archive archives \
    categories category tags tag videos video photos gallery events jobs careers shop store press team services \
    products company resources support dashboard index back top sports business world politics opinion culture \
    lifestyle technology health science entertainment weather games podcasts \
    startseite suche kontakt über inhalt hauptmenü anmelden themen rubriken übersicht zurück archiv kategorien springen \
    navigation menü hilfe produkte unternehmen sport wirtschaft politik kultur wissen reise \
    accueil recherche rechercher connexion rubriques aide sommaire économie sports santé inicio buscar contacto \
    acerca secciones ayuda deportes economía página início pesquisa busca sobre contato esportes cerca contatti \
    szukaj kontakt strona główna zaloguj поиск главная меню контакты новости войти anasayfa ara beranda cari \
    الرئيسية بحث ホーム メニュー 検索 首页 菜单 搜索 홈 메뉴 검색
    """

  private static let share = """
    share tweet facebook twitter linkedin pinterest reddit whatsapp email mail print copy link flipboard telegram \
    instagram youtube tumblr messenger pocket save bookmark x threads bluesky mastodon rss tiktok snapchat xing sms \
    viber vk embed permalink clipboard shares likes like pin postshare google \
    teilen drucken merken kopieren twittern versenden artikel \
    partager imprimer copier envoyer compartir imprimir copiar enviar compartilhar condividi stampa delen dela del \
    udostępnij drukuj поделиться распечатать paylaş bagikan jaa chia مشاركة شارك シェア ツイート 分享 공유
    """

  private static let prompt = """
    subscribe subscription subscribers newsletter newsletters signup register registration free trial join follow \
    us inbox cookie cookies accept consent privacy settings agree download app alerts notifications unsubscribe \
    email address required submit continue enable disable javascript browser click here member membership donate \
    support sign account password username forgot captcha get started learn view watch listen play pause mute \
    loading scroll swipe tap please enter your \
    abonnieren abo newsletter anmelden registrieren kostenlos jetzt zustimmen akzeptieren einwilligung datenschutz \
    einstellungen cookies folgen sie hier klicken weiterlesen lesen passwort werden mitglied \
    abonnez inscrivez inscription gratuit suivez accepter mot passe cliquez connectez lire suite \
    suscríbete suscribirse regístrate gratis síguenos aceptar haga clic correo inscreva cadastre siga aceitar clique \
    iscriviti registrati seguici accetta clicca prenumerera tilaa zapisz subskrybuj zaakceptuj подписаться подпишитесь \
    подписка abone berlangganan اشترك 登録 订阅 구독
    """

  private static let related = """
    related more read also popular trending latest recommended recommendation next previous prev older newer recent \
    stories articles story posts post article editors picks top viewed most watch now promoted links you may might \
    like want see other similar suggested featured headlines breaking live tags topics keywords explore discover \
    mehr verwandte ähnliche meistgelesen neueste aktuelle beiträge artikel auch interessant interessieren empfohlen \
    weitere nächster vorheriger beitrag lesen themen schlagwörter thema schlagworte \
    lire aussi plus lus articles liés similaires sur même sujet relacionadas relacionados noticias leer también más \
    leídas leia mais lidas notícias artigos correlati leggi anche notizie potrebbe interessarti \
    lees ook meer läs också mer powiązane czytaj także zobacz też więcej читайте также похожие материалы новости \
    по теме ilgili haberler baca juga artikel terkait terpopuler liên quan اقرأ أيضا 関連記事 関連 相关 相关阅读 관련
    """

  private static let comment = """
    comment comments commented reply replies respond response responses says said wrote leave discussion discuss \
    conversation moderator upvote report abuse guest anonymous logged thread \
    kommentar kommentare kommentieren antworten antwort schreibe schreiben hinterlasse hinterlassen sagt diskutieren \
    commentaire commentaires répondre réagir comentario comentarios responder deja comentários comente commenti \
    commento rispondi reacties reageer kommentarer komentarze komentarz odpowiedz комментарии комментарий ответить \
    yorum yorumlar komentar تعليقات コメント 评论 댓글
    """

  private static let legal = """
    copyright rights reserved terms policy privacy cookie imprint disclaimer conditions use trademark inc ltd llc gmbh \
    co corp registered powered accessibility license licensed notice california sell information preferences \
    impressum datenschutz datenschutzerklärung agb nutzungsbedingungen urheberrecht vorbehalten alle rechte \
    mentions légales confidentialité droits réservés cgu aviso legal derechos reservados privacidad términos direitos \
    reservados privacidade termos diritti riservati note legali regulamin prywatności prawa zastrzeżone права защищены \
    конфиденциальности حقوق 版权所有 利用規約
    """

  private static let advert = """
    advertisement advertisements advert ad ads sponsored advertise advertising sponsor promotion promoted partner \
    affiliate commission paid adchoices \
    anzeige anzeigen werbung gesponsert publicité pub sponsorisé publicidad anuncio publicidade patrocinado pubblicità \
    reklama reklam advertentie annons mainos реклама iklan إعلان 広告 广告 광고
    """

  private static let credit = """
    photo photos photograph photographer image images credit getty reuters afp ap shutterstock istock unsplash \
    illustration courtesy caption pictured file picture picture-alliance dpa epa via graphic \
    foto fotos bild bilder quelle archivbild symbolbild bildquelle grafik imago \
    crédit photo légende imagen fotografía imagem crédito divulgação reprodução fonte foto zdjęcie fot фото \
    иллюстрация صورة 写真
    """

  private static let byline = """
    by author authors written writer editor correspondent reporter staff contributor contributing reviewed columnist \
    journalist reporting edited byline \
    von autor autorin autoren redaktion redakteur text verfasst \
    par auteur rédaction propos recueillis por autor autora redacción texto redação di autore redazione door auteur \
    redactie av skribent skrevet af toimittaja przez redakcja автор автора текст oleh penulis redaksi yazar editör \
    كتب بقلم كتبت 著者 作者 记者 기자 tác giả
    """

  private static let dating = """
    published updated posted modified last date publish updated: created issued reviewed first on edited \
    veröffentlicht aktualisiert stand erstellt geändert datum publiziert zuletzt erschienen \
    publié mis jour modifié mise publicado actualizado actualización publicación atualizado publicada fecha \
    pubblicato aggiornato gepubliceerd bijgewerkt publicerad uppdaterad publisert oppdatert offentliggjort opdateret \
    julkaistu päivitetty opublikowano zaktualizowano aktualizacja data publikacji опубликовано обновлено дата \
    yayınlanma güncelleme diterbitkan diperbarui cập nhật نشر تحديث آخر منذ 公開日 更新日 発表 发布 更新 입력 수정
    """

  private static let commerce = """
    buy price cart shop sale discount deal deals coupon checkout order shipping product products review reviews stars \
    rating rated offer offers save off store amazon demo pricing quote kaufen preis warenkorb versand angebot angebote \
    bestellen acheter prix panier comprar precio carrito preço kup cena koszyk купить цена корзина satın beli harga
    """

  private static let address = """
    street road avenue ave suite floor phone tel fax telephone mobile email str straße box zip postal building
    """

  private static let sources = """
    sources source references citations footnotes notes bibliography cited further endnotes works \
    quellen quelle einzelnachweise literatur fußnoten quellenangaben nachweise belege références fuentes referencias \
    notas fontes referências fonti note riferimenti bronnen källor lähteet źródła przypisy bibliografia источники \
    примечания литература kaynaklar sumber المصادر مصادر 参考文献 出典 来源 参考资料 출처 참고문헌
    """
}
