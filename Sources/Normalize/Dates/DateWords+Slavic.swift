extension DateWords {
  /// Polish and its kin.
  static var slavic: [DateWords] {
    [polish, czech, slovak, russian, ukrainian, bulgarian, croatian, serbian, slovenian]
  }

  private static var polish: DateWords {
    DateWords(
      "pl",
      """
      months: styczeń stycznia sty stycz | luty lutego lut | marzec marca mar | kwiecień kwietnia kwi kw | maj maja | czerwiec czerwca cze czerw | lipiec lipca lip | sierpień sierpnia sie sierp | wrzesień września wrz wrzes | październik października paź paźdz | listopad listopada lis list | grudzień grudnia gru grudz
      days: poniedziałek pon pn | wtorek wt | środa śr środę | czwartek czw cz | piątek pt pią | sobota sob sobotę | niedziela nd niedz niedzielę
      units: sekunda sekundy sekund sekundę sek | minuta minuty minut minutę min | godzina godziny godzin godzinę godz | dzień dni doba | tydzień tygodnie tygodni | miesiąc miesiące miesięcy | rok lata lat roku
      numbers: kilka=-1 parę=-1 jeden jedną jedna | dwa dwie | trzy | cztery | pięć | sześć | siedem | osiem | dziewięć | dziesięć | jedenaście | dwanaście
      after: temu
      today: dziś dzisiaj
      yesterday: wczoraj
      day before: przedwczoraj
      now: przed_chwilą teraz
      last: ostatni zeszły
      at: o godz godzina g o_godz o_godzinie
      filler: r roku
      published: opublikowano opublikowany dodano utworzono data_publikacji publikacja dodany data_dodania
      updated: zaktualizowano aktualizacja zmodyfikowano ostatnia_aktualizacja data_aktualizacji zaktualizowany edytowano
      dated: data
      by: przez autor
      event: od do urodzony zmarł ważny między przed po w
      prose: i na się nie jest że to był była są który która oraz dla
      """)
  }

  private static var czech: DateWords {
    DateWords(
      "cs",
      """
      months: leden ledna led | únor února úno | březen března bře | duben dubna dub | květen května kvě | červen června čvn čer | červenec července čvc | srpen srpna srp | září zář | říjen října říj | listopad listopadu lis | prosinec prosince pro
      days: pondělí po | úterý út | středa st středu | čtvrtek čt | pátek pá | sobota so sobotu | neděle ne neděli
      units: sekunda sekundou sekundami vteřinou vteřinami | minuta minutou minutami min | hodina hodinou hodinami hod | den dnem dny dnů | týden týdnem týdny | měsíc měsícem měsíci | rok rokem lety roky
      numbers: jeden jedním jednou | dva dvěma | tři třemi | čtyři čtyřmi | pět pěti | šest šesti | sedm sedmi | osm osmi | devět devíti | deset deseti | jedenáct | dvanáct
      before: před
      today: dnes
      yesterday: včera
      day before: předevčírem
      now: právě_teď před_chvílí
      last: minulý
      at: v ve
      clock: hod h hodin
      filler: r
      published: publikováno zveřejněno vydáno vloženo přidáno vytvořeno
      updated: aktualizováno aktualizace změněno upraveno poslední_aktualizace poslední_změna
      by: autor
      event: od do narozen zemřel platí mezi
      prose: a se na je že jsou byl byla bylo který která jako za si
      """)
  }

  private static var slovak: DateWords {
    DateWords(
      "sk",
      """
      months: január januára jan | február februára feb | marec marca mar | apríl apríla apr | máj mája | jún júna | júl júla | august augusta aug | september septembra sep | október októbra okt | november novembra nov | december decembra dec
      days: pondelok po | utorok ut | streda st stredu | štvrtok št | piatok pi | sobota so sobotu | nedeľa ne nedeľu
      units: sekunda sekundou sekundami | minúta minútou minútami min | hodina hodinou hodinami hod | deň dňom dňami | týždeň týždňom týždňami | mesiac mesiacom mesiacmi | rok rokom rokmi
      numbers: jeden jedným jednou | dva dvoma | tri troma | štyri štyrmi | päť piatimi | šesť šiestimi | sedem | osem | deväť | desať
      before: pred
      today: dnes
      yesterday: včera
      day before: predvčerom
      now: práve_teraz pred_chvíľou
      last: minulý
      at: o
      clock: hod h
      published: publikované zverejnené vydané pridané uverejnené
      updated: aktualizované aktualizácia upravené zmenené naposledy_aktualizované
      by: autor
      event: od do narodený platí medzi
      prose: a sa na je že sú bol bola bolo ktorý ktorá ako za si
      """)
  }

  private static var russian: DateWords {
    DateWords(
      "ru",
      """
      months: январь января янв | февраль февраля фев февр | март марта мар | апрель апреля апр | май мая | июнь июня июн | июль июля июл | август августа авг | сентябрь сентября сен сент | октябрь октября окт | ноябрь ноября ноя нояб | декабрь декабря дек
      days: понедельник пн | вторник вт | среда ср среду | четверг чт | пятница пт пятницу | суббота сб субботу | воскресенье вс
      units: секунда секунды секунд секунду сек | минута минуты минут минуту мин | час часа часов ч | день дня дней сутки дн | неделя недели недель неделю нед | месяц месяца месяцев мес | год года лет
      numbers: несколько=-1 один одну одна | два две | три | четыре | пять | шесть | семь | восемь | девять | десять | одиннадцать | двенадцать
      after: назад тому_назад
      today: сегодня
      yesterday: вчера
      day before: позавчера
      now: только_что сейчас
      last: прошлый прошлую
      at: в во
      clock: ч часов час
      filler: г года год от
      ordinal: го е
      published: опубликовано опубликована опубликован создано размещено добавлено дата_публикации публикация
      updated: обновлено обновлена обновлен изменено последнее_обновление дата_обновления отредактировано редакция
      dated: дата
      by: автор текст
      event: до с по родился родилась умер между начиная истекает завтра
      quiet: комментариев комментария комментарий
      prose: и на не что как это был была были он она они для из его который
      zone: мск=180
      """)
  }

  private static var ukrainian: DateWords {
    DateWords(
      "uk",
      """
      months: січень січня січ | лютий лютого лют | березень березня бер | квітень квітня кві квіт | травень травня тра трав | червень червня чер черв | липень липня лип | серпень серпня сер серп | вересень вересня вер верес | жовтень жовтня жов жовт | листопад листопада лис лист | грудень грудня гру груд
      days: понеділок пн | вівторок вт | середа ср середу | четвер чт | п'ятниця пт п'ятницю | субота сб суботу | неділя нд неділю
      units: секунда секунди секунд секунду | хвилина хвилини хвилин хвилину хв | година години годин годину год | день дні днів дня доба | тиждень тижні тижнів тижня | місяць місяці місяців місяця | рік роки років року
      numbers: кілька=-1 декілька=-1 один одну одна | два дві | три | чотири | п'ять | шість | сім | вісім | дев'ять | десять
      after: тому
      today: сьогодні
      yesterday: вчора учора
      day before: позавчора
      now: щойно
      last: минулий минулу
      at: о об
      filler: р року рік від
      published: опубліковано створено розміщено додано дата_публікації
      updated: оновлено змінено останнє_оновлення відредаговано
      by: автор
      event: до з народився помер між завтра
      prose: і на не що як це був була були для та його який
      """)
  }

  private static var bulgarian: DateWords {
    DateWords(
      "bg",
      """
      months: януари ян | февруари фев | март мар | април апр | май | юни | юли | август авг | септември септ сеп | октомври окт | ноември ноем | декември дек
      days: понеделник пон пн | вторник вт | сряда ср | четвъртък чет чт | петък пет пт | събота съб сб | неделя нед нд
      units: секунда секунди сек | минута минути мин | час часа часове | ден дни дена | седмица седмици | месец месеца месеци | година години
      numbers: един една | два две | три | четири | пет | шест | седем | осем | девет | десет
      before: преди
      today: днес
      yesterday: вчера
      day before: завчера
      now: току_що
      last: миналия
      at: в
      clock: ч часа
      filler: г година
      published: публикувана публикувано публикуван публикация
      updated: обновена обновено обновен актуализирана променена последна_промяна
      by: автор от
      event: до от роден починал между утре
      prose: и на не че да се е са за по като
      """)
  }

  private static var croatian: DateWords {
    DateWords(
      "hr",
      """
      months: siječanj siječnja sij | veljača veljače velj | ožujak ožujka ožu | travanj travnja tra | svibanj svibnja svi | lipanj lipnja lip | srpanj srpnja srp | kolovoz kolovoza kol | rujan rujna ruj | listopad listopada lis | studeni studenog studenoga stu | prosinac prosinca pro
      days: ponedjeljak pon | utorak uto | srijeda sri | četvrtak čet | petak pet | subota sub | nedjelja ned
      units: sekunda sekundi sekunde sekundu | minuta minute minutu min | sat sata sati h | dan dana | tjedan tjedna tjedana | mjesec mjeseca mjeseci | godina godine godinu
      numbers: jedan jedna jednu | dva dvije | tri | četiri | pet | šest | sedam | osam | devet | deset
      before: prije
      today: danas
      yesterday: jučer
      day before: prekjučer
      now: upravo_sada upravo malo_prije
      last: prošli
      at: u
      clock: h sati
      filler: g godine
      published: objavljeno objavljen postavljeno
      updated: ažurirano izmijenjeno zadnja_izmjena osvježeno posljednje_ažuriranje
      by: autor piše
      event: do od rođen umro između
      prose: i na je se da su za ne koji koja bio
      """)
  }

  private static var serbian: DateWords {
    DateWords(
      "sr",
      """
      months: januar jan јануар јан | februar feb фебруар феб | mart mar март мар | april apr април апр | maj мај | jun juni јун јуни | jul juli јул јули | avgust avg август авг | septembar sep sept септембар сеп септ | oktobar okt октобар окт | novembar nov новембар нов | decembar dec децембар дец
      days: ponedeljak pon понедељак пон | utorak uto уторак уто | sreda sre среда сре | četvrtak čet четвртак чет | petak pet петак пет | subota sub субота суб | nedelja ned недеља нед
      units: sekunda sekundi sekunde секунда секунди секунде | minuta minute minut минута минуте минут мин | sat sata sati сат сата сати | dan dana дан дана | nedelja nedelje nedelju недеља недеље недељу | mesec meseca meseci месец месеца месеци | godina godine godinu година године годину
      numbers: jedan jednu један једну | dva dve два две | tri три | četiri четири | pet пет | šest шест | sedam седам | osam осам | devet девет | deset десет
      before: !pre пре
      today: danas данас
      yesterday: juče јуче
      day before: prekjuče прекјуче
      now: upravo управо
      last: prošli прошли
      at: u у
      clock: h časova ч часова
      filler: g godine г године
      published: objavljeno објављено
      updated: ažurirano ажурирано izmenjeno измењено
      by: autor аутор
      event: do od до од rođen рођен
      """)
  }

  private static var slovenian: DateWords {
    DateWords(
      "sl",
      """
      months: januar januarja jan | februar februarja feb | marec marca mar | april aprila apr | maj maja | junij junija jun | julij julija jul | avgust avgusta avg | september septembra sep | oktober oktobra okt | november novembra nov | december decembra dec
      days: ponedeljek pon | torek tor | sreda sre | četrtek čet | petek pet | sobota sob | nedelja ned
      units: sekunda sekundo sekundami | minuta minuto minutami minutama | ura uro urami urama | dan dnevom dnevi dnevoma | teden tednom tedni tednoma | mesec mesecem meseci mesecema | leto letom leti letoma
      before: pred
      today: danes
      yesterday: včeraj
      now: pravkar
      at: ob
      published: objavljeno
      updated: posodobljeno spremenjeno
      by: avtor
      """)
  }
}
