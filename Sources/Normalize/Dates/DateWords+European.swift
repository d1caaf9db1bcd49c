extension DateWords {
  /// Languages of Europe with no table beside a kin.
  static var european: [DateWords] {
    [finnish, estonian, hungarian, greek, turkish, lithuanian, latvian]
  }

  private static var finnish: DateWords {
    DateWords(
      "fi",
      """
      months: tammikuu tammikuuta tammi | helmikuu helmikuuta helmi | maaliskuu maaliskuuta maalis | huhtikuu huhtikuuta huhti | toukokuu toukokuuta touko | kesäkuu kesäkuuta kesä | heinäkuu heinäkuuta heinä | elokuu elokuuta elo | syyskuu syyskuuta syys | lokakuu lokakuuta loka | marraskuu marraskuuta marras | joulukuu joulukuuta joulu
      days: maanantai maanantaina ma | tiistai tiistaina ti | keskiviikko keskiviikkona ke | torstai torstaina to | perjantai perjantaina pe | lauantai lauantaina la | sunnuntai sunnuntaina su
      units: sekunti sekuntia sek | minuutti minuuttia min | tunti tuntia | päivä päivää pv | viikko viikkoa vk | kuukausi kuukautta kk | vuosi vuotta
      numbers: yksi | kaksi | kolme | neljä | viisi | kuusi | seitsemän | kahdeksan | yhdeksän | kymmenen
      after: sitten
      today: tänään
      yesterday: eilen
      day before: toissapäivänä
      now: juuri_nyt äsken hetki_sitten
      last: viime
      at: klo kello
      published: julkaistu luotu
      updated: päivitetty muokattu viimeksi_päivitetty muutettu
      event: asti alkaen saakka syntynyt kuollut
      prose: ja on ei että se oli ovat mutta kun joka
      """)
  }

  private static var estonian: DateWords {
    DateWords(
      "et",
      """
      months: jaanuar jaan | veebruar veebr | märts | aprill apr | mai | juuni | juuli | august aug | september sept | oktoober okt | november nov | detsember dets
      days: esmaspäev | teisipäev | kolmapäev | neljapäev | reede | laupäev | pühapäev
      units: sekund sekundit | minut minutit | tund tundi | päev päeva | nädal nädalat | kuu kuud | aasta aastat
      after: tagasi
      today: täna
      yesterday: eile
      at: kell kl
      published: avaldatud
      updated: uuendatud muudetud
      """)
  }

  private static var hungarian: DateWords {
    DateWords(
      "hu",
      """
      months: január jan | február febr feb | március márc már | április ápr | május máj | június jún | július júl | augusztus aug | szeptember szept | október okt | november nov | december dec
      days: hétfő hét | kedd | szerda sze | csütörtök csüt | péntek pént | szombat szomb | vasárnap vas
      units: másodperc másodperccel | perc perccel | óra órával | nap nappal | hét héttel | hónap hónappal | év évvel
      units ago: másodperce | perce | órája | napja | hete | hónapja | éve
      numbers: egy | két kettő | három | négy | öt | hat | hét | nyolc | kilenc | tíz
      after: ezelőtt
      now: az_imént épp_most
      today: ma
      yesterday: tegnap
      day before: tegnapelőtt
      last: múlt
      clock: óra !ó
      published: közzétéve megjelent megjelenés létrehozva publikálva
      updated: frissítve módosítva utolsó_frissítés utoljára_frissítve
      by: írta szerző
      event: ig tól született meghalt
      prose: és az hogy nem is volt van egy meg
      """)
  }

  private static var greek: DateWords {
    DateWords(
      "el",
      """
      months: ιανουάριος ιανουαρίου ιαν | φεβρουάριος φεβρουαρίου φεβ φεβρ | μάρτιος μαρτίου μαρ μάρ | απρίλιος απριλίου απρ | μάιος μαΐου μάι μαι | ιούνιος ιουνίου ιουν ιούν | ιούλιος ιουλίου ιουλ ιούλ | αύγουστος αυγούστου αυγ αύγ | σεπτέμβριος σεπτεμβρίου σεπ σεπτ | οκτώβριος οκτωβρίου οκτ | νοέμβριος νοεμβρίου νοε νοεμ νοέ | δεκέμβριος δεκεμβρίου δεκ
      days: δευτέρα δευ | τρίτη τρι τρί | τετάρτη τετ | πέμπτη πεμ πέμ | παρασκευή παρ | σάββατο σαβ σάβ | κυριακή κυρ
      units: δευτερόλεπτο δευτερόλεπτα δευτ | λεπτό λεπτά λεπτού λ | ώρα ώρες ώρας | ημέρα ημέρες μέρα μέρες ημερών | εβδομάδα εβδομάδες | μήνα μήνες μήνας μηνών | χρόνο χρόνια χρόνος έτος έτη
      numbers: ένα μία μια έναν | δύο δυο | τρεις τρία | τέσσερις τέσσερα | πέντε | έξι | επτά εφτά | οκτώ οχτώ | εννέα εννιά | δέκα
      before: πριν πριν_από
      after: πριν
      today: σήμερα
      yesterday: χθες χτες
      day before: προχθές
      now: μόλις_τώρα πριν_λίγο
      morning: π_μ πμ
      afternoon: μ_μ μμ
      at: στις στη ώρα
      published: δημοσιεύθηκε δημοσιεύτηκε δημοσίευση δημοσιευμένο
      updated: ενημερώθηκε ενημέρωση τελευταία_ενημέρωση τροποποιήθηκε ανανεώθηκε
      event: από μέχρι έως γεννήθηκε πέθανε
      prose: και το η ο να του της την τον που με για δεν είναι
      """)
  }

  private static var turkish: DateWords {
    DateWords(
      "tr",
      """
      months: ocak oca | şubat şub | mart mar | nisan nis | mayıs may | haziran haz | temmuz tem | ağustos ağu | eylül eyl | ekim eki | kasım kas | aralık ara
      days: pazartesi pzt | salı | çarşamba çar | perşembe per | cuma | cumartesi cmt | pazar paz
      units: saniye sn | dakika dk | saat sa | gün | hafta | ay | yıl sene
      numbers: bir | iki | üç | dört | beş | altı | yedi | sekiz | dokuz | on
      after: önce evvel
      today: bugün
      yesterday: dün
      day before: evvelsi_gün
      now: az_önce şimdi biraz_önce
      last: geçen
      at: saat
      published: yayınlandı yayınlanma giriş oluşturulma yayın_tarihi eklenme yayımlandı
      updated: güncellendi güncelleme son_güncelleme güncellenme düzenlendi
      dated: tarih
      by: yazan
      event: kadar beri doğumlu arasında
      prose: ve bir bu da de ile için çok olan
      """)
  }

  private static var lithuanian: DateWords {
    DateWords(
      "lt",
      """
      months: sausis sausio | vasaris vasario | kovas kovo | balandis balandžio | gegužė gegužės | birželis birželio | liepa liepos | rugpjūtis rugpjūčio | rugsėjis rugsėjo | spalis spalio | lapkritis lapkričio | gruodis gruodžio
      days: pirmadienis | antradienis | trečiadienis | ketvirtadienis | penktadienis | šeštadienis | sekmadienis
      units: sekundę sekundes sekundžių | minutę minutes minučių | valandą valandas valandų val | dieną dienas dienų | savaitę savaites savaičių | mėnesį mėnesius mėnesių | metus metų
      before: prieš
      today: šiandien
      yesterday: vakar
      clock: val
      filler: m d
      published: paskelbta
      updated: atnaujinta
      """)
  }

  private static var latvian: DateWords {
    DateWords(
      "lv",
      """
      months: janvāris janvārī | februāris februārī | marts martā | aprīlis aprīlī | maijs maijā | jūnijs jūnijā | jūlijs jūlijā | augusts augustā | septembris septembrī | oktobris oktobrī | novembris novembrī | decembris decembrī
      days: pirmdiena | otrdiena | trešdiena | ceturtdiena | piektdiena | sestdiena | svētdiena
      units: sekundes sekundēm | minūtes minūtēm | stundas stundām | dienas dienām | nedēļas nedēļām | mēnešiem mēneša | gada gadiem
      before: pirms
      today: šodien
      yesterday: vakar
      at: plkst
      filler: gada
      published: publicēts
      updated: atjaunots
      """)
  }
}
