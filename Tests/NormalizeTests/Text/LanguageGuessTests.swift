import Testing

@testable import Normalize

@Suite("The language of a text") struct LanguageGuessTests {
  private static let samples = """
    en The harbour board has voted to widen the quay, and the ferry company will get \
    its berth.
    de Der Rat hat am Dienstag beschlossen, den Kai zu verbreitern, und die Fähre \
    bekommt einen Platz.
    nl De raad heeft dinsdag besloten om de kade te verbreden, en het veer krijgt een \
    eigen plaats.
    fr Le conseil a voté mardi pour élargir le quai, et la compagnie aura une place \
    dans le port.
    es El consejo votó el martes para ampliar el muelle, y la compañía tendrá un lugar \
    en el puerto.
    pt O conselho votou na terça-feira para ampliar o cais, e a empresa terá um lugar \
    no porto.
    it Il consiglio ha votato per allargare la banchina, e la compagnia avrà un posto \
    nel porto della città.
    sv Rådet har beslutat att bredda kajen, och färjan ska få en egen plats som inte är \
    för liten.
    da Rådet har besluttet at udvide kajen, og færgen skal efter planen have en plads, \
    hvor der blev ventet.
    nb Rådet har besluttet å utvide kaien, og fergen skal etter planen få en plass der \
    noen ble ventet.
    pl Rada zdecydowała się na poszerzenie nabrzeża, a firma będzie miała w porcie \
    własne miejsce, które jest większe.
    cs Rada se rozhodla rozšířit nábřeží a společnost bude mít v přístavu své místo, \
    které je větší než už bylo.
    fi Neuvosto on päättänyt leventää laituria, ja yhtiö saa myös oman paikan, mutta se \
    ei ole vielä valmis.
    tr Kurul, rıhtımın genişletilmesi için oy verdi ve şirket bu limanda daha büyük bir \
    yer alacak gibi.
    ru Совет решил расширить причал, и компания получит своё место в порту, как было \
    сказано на заседании.
    uk Рада вирішила розширити причал, і компанія отримає своє місце в порту, як було \
    сказано на засіданні та що це є.
    ar قرر المجلس توسيع الرصيف الشمالي في الميناء، وقد قال رئيس المجلس إن العمل سيبدأ \
    قبل الشتاء على أبعد تقدير.
    el Το συμβούλιο αποφάσισε να διευρύνει την προβλήτα και η εταιρεία θα πάρει μια \
    θέση στο λιμάνι.
    ja 港区は三日、百年前に建てられた灯台を来年の春から\
    一般に公開すると発表した。
    zh 港区政府三日宣布，百年前建造的灯塔将从明年春天起\
    向公众开放，门票免费。
    ko 항구 위원회는 화요일에 북쪽 부두를 넓히기로 결정했으며 여객선 회사는 자리를 얻게 된다.
    """

  @Test(
    "Is told by its commonest words, or its script", arguments: samples.split(separator: "\n"))
  func told(_ sample: Substring) {
    let text = sample.utf8.dropFirst(3)
    #expect(LanguageGuess.language(of: Array(text)[...]) == String(sample.prefix(2)))
  }

  @Test(
    "Is not told by too little, or by what is no sentence",
    arguments: ["", "Quay", "Lindmouth Velmar Tarn Orla Veldhoven", "1234 5678 90", "— · — · —"])
  func untold(_ text: String) {
    #expect(LanguageGuess.language(of: Array(text.utf8)[...]) == nil)
  }
}
