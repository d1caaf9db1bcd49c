/// The commonest short words of each language, lower case.
enum LanguageWords {
  /// A word that is of one language only scores so much; one of several is shared among them.
  static let unit = 60

  static let languages = text.map(\.0)

  static let table = Table()

  /// For the hash of each word a bit for each of `languages` that has it; open addressing, a zero key is free.
  struct Table: Sendable {
    private var keys = [UInt32](repeating: 0, count: 4096)
    private var languages = [UInt64](repeating: 0, count: 4096)

    init() {
      for (index, (_, words)) in text.enumerated() {
        for word in words.utf8.split(separator: 32) {
          let key = WordHash.of(Array(word))
          let slot = slot(of: key)
          keys[slot] = key
          languages[slot] |= 1 << UInt64(index)
        }
      }
    }

    @inline(__always)
    subscript(_ key: UInt32) -> UInt64 { languages[slot(of: key)] }

    @inline(__always)
    private func slot(of key: UInt32) -> Int {
      var slot = Int(key >> 4 & 4095)
      while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & 4095 }
      return slot
    }
  }

  private static let text: [(String, String)] = [
    (
      "en",
      """
      the of and to in is that for it was with as be by on not he his but at are this have \
      from or had an they which were we there been has their would will who more if no out \
      so what when said can about after its than into could other
      """
    ),
    (
      "de",
      """
      der die das und in zu den von mit ist des im für auf dem nicht ein eine als auch es \
      an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über \
      einen so zum war haben nur oder aber vor zur bis mehr durch wurde sich
      """
    ),
    (
      "fr",
      """
      le la les de des du un une et est en que qui dans pour pas sur au aux plus par ne ce \
      il avec se son sont mais ou leur cette été ses sa ont elle comme nous vous être fait \
      tout d l à deux même c s n qu
      """
    ),
    (
      "es",
      """
      el la los las de y que en un una por con no para su se del al lo como más pero sus \
      ha este sí porque esta entre cuando muy sin sobre también me hasta hay donde desde \
      todo nos durante uno ni fue ser son
      """
    ),
    (
      "pt",
      """
      o a os as um uma de e do da dos das em no na nos nas por com não para se mais ao aos \
      como mas foi ele seu sua ou ser quando muito há já está eu também só pelo pela até \
      isso ela entre era depois sem mesmo que são
      """
    ),
    (
      "it",
      """
      il lo la gli i le di che è e per non una un con sono da del della nel alla più anche \
      come ma si al dei delle questo ha nella dal dalla gli degli ai alle ed stato essere \
      hanno suo sua loro l un
      """
    ),
    (
      "nl",
      """
      de het een van en in dat te is zijn op voor met niet aan er maar om hij ook als bij \
      uit nog wel naar door over ze die dan was werd worden heeft hebben deze meer kan tot \
      geen of onder na veel
      """
    ),
    (
      "sv",
      """
      och att det som en på är av för den till med i inte ett om har de jag var men vid så \
      kan från han hon vi ska skulle när efter också eller än nu sig sin över mot mycket \
      bara där detta blir alla
      """
    ),
    (
      "da",
      """
      og at det som en på er af for den til med i ikke et om har de jeg var men ved så kan \
      fra han hun vi skal skulle når efter også eller end nu sig sin over mod meget kun \
      der hvor blev blive dette være nogle mellem uden
      """
    ),
    (
      "nb",
      """
      og at det som en på er av for den til med i ikke et om har de jeg var men ved så kan \
      fra han hun vi skal skulle når etter også eller enn nå seg sin over mot mye bare der \
      hvor ble bli dette være noen mellom uten ikkje eit
      """
    ),
    (
      "fi",
      """
      ja on ei että oli se mutta ovat kun hän myös joka sen niin kuin tai jos ole olla \
      mukaan sekä jo vain nyt vielä mitä tämä hänen ollut jotka jälkeen kanssa voi vuoden \
      noin ennen sitä ne he me
      """
    ),
    (
      "pl",
      """
      w i na z do się nie to że jest o jak za od po ale dla przez co był być może oraz już \
      tym a tego są ich tak który która które tylko jego pod przed także między czy ze \
      przy jej jako bardzo
      """
    ),
    (
      "cs",
      """
      a v na se je že s do z to ve pro po od jako by ale jsou za k o i který která které \
      jeho její byl byla bylo byli jsem už tak také při před mezi podle až nebo není když \
      ze této co
      """
    ),
    (
      "sk",
      """
      a v na sa je že s do z to vo pre po od ako by ale sú za k o i ktorý ktorá ktoré jeho \
      jej bol bola bolo boli som už tak aj pri pred medzi podľa až alebo nie keď zo tejto \
      čo
      """
    ),
    (
      "hu",
      """
      a az és egy hogy nem is ez meg csak mint volt már de van ki azt még el lehet szerint \
      ha után vagy ezt ami pedig több között minden amely azonban fel sem majd nagyon ban \
      ben lesz kell
      """
    ),
    (
      "ro",
      """
      și de la în cu a pe nu care este un o din să mai au fost că pentru sunt prin sau dar \
      după ale lui către fi ce al ai într între acest această cel cei când doar foarte \
      fără despre iar
      """
    ),
    (
      "tr",
      """
      ve bir bu için ile da de çok olarak daha ne gibi olan sonra kadar en ama ya o var \
      ise olduğu her değil göre oldu olduğunu ancak iki tarafından şu veya hem büyük önce \
      yeni diye mi
      """
    ),
    (
      "id",
      """
      yang dan di untuk dengan ini dari dalam itu tidak pada akan juga oleh ada sebagai \
      telah ke bisa karena kami saya mereka tersebut atau lebih hanya sudah adalah menjadi \
      saat bahwa kata kepada para seperti
      """
    ),
    (
      "vi",
      """
      và của là có trong cho được với các một những người không để này đã khi từ cũng tại \
      về năm ra vào nhiều đến như sẽ theo trên ông việc còn phải nhưng sau bị hơn
      """
    ),
    (
      "ca",
      """
      el la els les de i que en un una per amb no del al dels ha és com més però aquest \
      aquesta són seva també han va entre quan fins on ser està ho hi seu molt sense des \
      als l d
      """
    ),
    (
      "hr",
      """
      i u je na se da za su od s o a kao ne koji koja koje što bi će ali iz to nije samo \
      više ili do po biti bio bila bilo njegov nakon prema između jer te sve može već \
      također
      """
    ),
    (
      "sl",
      """
      in v je na se da za so od s z o a kot ne ki bi pa ali iz to ni tudi več do po biti \
      bil bila bilo njegov med ker vse lahko že pri še ko ob bo tem
      """
    ),
    (
      "et",
      """
      ja on ei et oli see ka kui ta mis aga oma kes ning siis või veel välja juba nii \
      pärast selle seda olla mitte nende ainult üle kuid saab tema ole kus mida eest
      """
    ),
    (
      "lv",
      """
      un ir ar no uz ka par to arī kas bet tas pēc vai tā kā gada nav lai bija var pie \
      līdz tikai jau ja vēl savu gan tiek šo ko būs viņš viņa
      """
    ),
    (
      "lt",
      """
      ir į kad iš su tai yra bet kaip po ar apie jo ne už dėl buvo savo prie nuo kuris \
      kuri jau taip dar jis ji per tik gali metų bus ką tačiau
      """
    ),
    (
      "is",
      """
      og að í á er sem það til um við var með en af hann fyrir ekki ég hún þá því eru úr \
      hefur þetta þess verið eftir frá ef þeir upp sér hafa
      """
    ),
    (
      "ru",
      """
      и в не на что с по как это из у за от к для до же но так его о был он она они было \
      были быть также уже при или только если после когда все еще этом который которые \
      чтобы во мы я бы со
      """
    ),
    (
      "uk",
      """
      і в не на що з по як це із у за від до для та але так його про був він вона вони \
      було були бути також вже при або тільки якщо після коли все ще який які щоб ми я є й
      """
    ),
    (
      "bg",
      """
      и в не на че с по как това от за до но така го е бе той тя те беше бяха да също вече \
      при или само ако след когато все още които който ще са се си ни към
      """
    ),
    (
      "sr",
      """
      и у је на се да за су од с о а као не који која које што би ће али из то није само \
      више или до по бити био била било након према између јер те све може већ
      """
    ),
    (
      "ar",
      """
      في من على إلى أن عن مع هذا هذه التي الذي ما لا كان بعد قال كما بين أو قد لم كل ذلك \
      هو هي وقد حيث خلال غير منذ عام ان الى وفي ومن
      """
    ),
    (
      "fa",
      """
      در و به از که این را با است برای آن تا بر شد می یک خود هم کرد نیز بود شده گفت های ها \
      اما باید دو اگر پس کند آنها ما یا بین
      """
    ),
    (
      "ur",
      """
      کے میں کی ہے اور سے کو کا نے یہ کہ پر ہیں اس کر ہو نہیں تھا بھی ان جو ایک تو گیا لیے \
      کہا ہیں وہ تھی تھے رہے
      """
    ),
  ]
}
