extension DateWords {
  /// English and its kin.
  static var germanic: [DateWords] {
    [english, german, dutch, swedish, danish, norwegian]
  }

  private static var english: DateWords {
    DateWords(
      "en",
      """
      months: january jan | february feb febr | march mar | april apr | may | june jun | july jul | august aug | september sept sep | october oct | november nov | december dec
      days: monday mon | tuesday tue tues | wednesday wed weds | thursday thu thur thurs | friday fri | saturday sat | sunday sun
      units: second seconds sec secs | minute minutes min mins | hour hours hr hrs | day days | week weeks wk wks | month months mth mths | year years yr yrs
      short: s | m | h | d | w | mo | y
      half hours: half_an_hour half_hour a_half_hour an_hour_and_a_half=3 one_and_a_half_hours=3
      noon: noon midday
      numbers: a_few=-1 few=-1 several=-1 a_couple_of=-1 a an one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve
      after: ago
      today: today this_morning this_afternoon this_evening
      yesterday: yesterday
      now: just_now moments_ago a_moment_ago seconds_ago a_few_seconds_ago
      last: last
      morning: am a_m
      afternoon: pm p_m
      at: at
      clock: o_clock hrs
      filler: of the on
      ordinal: st nd rd th
      published: published posted created written publication publish_date date_published first_published issued released filed post_date embargo embargoed for_release
      updated: updated reviewed last_reviewed medically_reviewed update modified edited revised revision amended changed last_updated last_update last_modified last_edited last_revised last_change last_revision page_last_updated page_last_modified
      dated: date dated as_of on_date
      by: by words_by written_by
      page: article page post story piece entry document
      event: will held born died expires expired expire deadline starts begins ends due copyright scheduled valid until till since between before after during from in to through tomorrow anniversary aged reserved effective retrieved accessed consulted
      quiet: min read mins minute minutes reading time comments comment words share likes views reply edit leave add no
      prose: the and was were is are that which who has had have been this their his her its it they he she we you but as with when than into over says said
      """)
  }

  private static var german: DateWords {
    DateWords(
      "de",
      """
      months: januar jänner jan jän | februar feber feb | märz maerz mär mrz | april apr | mai | juni jun juno | juli jul julei | august aug | september sept sep | oktober okt | november nov | dezember dez
      days: montag mo | dienstag di dienstags | mittwoch mi | donnerstag do | freitag fr | samstag sonnabend sa | sonntag so
      units: sekunde sekunden sek | minute minuten min | stunde stunden std | tag tage tagen tg | woche wochen | monat monate monaten | jahr jahre jahren
      half hours: halben_stunde einer_halben_stunde anderthalb_stunden=3 eineinhalb_stunden=3
      noon: mittags
      numbers: wenigen=-1 einigen=-1 mehreren=-1 ein_paar=-1 ein eine einem einer einen | zwei | drei | vier | fünf | sechs | sieben | acht | neun | zehn | elf | zwölf
      before: vor
      today: heute
      yesterday: gestern
      day before: vorgestern
      now: gerade_eben soeben eben_gerade eben_erst
      last: letzten letzter letzte vergangenen
      morning: vormittags
      afternoon: nachmittags
      at: um am
      clock: uhr
      filler: der den dem am vom von
      published: veröffentlicht publiziert erschienen erstellt verfasst geschrieben veröffentlichung erscheinungsdatum veröffentlichungsdatum eingetragen gepostet gespeichert online_seit online_gestellt publikationsdatum sperrfrist
      updated: aktualisiert geprüft zuletzt_geprüft medizinisch_geprüft update updated geändert bearbeitet überarbeitet aktualisierung letzte_änderung zuletzt_aktualisiert zuletzt_geändert zuletzt_bearbeitet letztes_update letzte_aktualisierung änderungsdatum
      dated: stand datum
      by: von
      page: artikel beitrag seite meldung text
      event: bis ab seit gültig geboren gestorben läuft findet statt beginnt startet endet termin frist zwischen während nach im morgen
      quiet: min minuten lesezeit kommentare kommentar keine lesedauer uhr lesen teilen drucken antworten permalink
      prose: der die das und ist war wurde wurden sind waren hat haben nicht mit für auf dass sich auch wie ein eine einen einem aus wir ich sie er es
      """)
  }

  private static var dutch: DateWords {
    DateWords(
      "nl",
      """
      months: januari jan | februari feb | maart mrt | april apr | mei | juni jun | juli jul | augustus aug | september sept sep | oktober okt | november nov | december dec
      days: maandag ma | dinsdag di | woensdag wo | donderdag do | vrijdag vr | zaterdag za | zondag zo
      units: seconde seconden | minuut minuten min | uur uren | dag dagen | week weken | maand maanden | jaar jaren
      short: | | u | | | |
      half hours: een_half_uur half_uur anderhalf_uur=3
      numbers: enkele=-1 een_paar=-1 paar=-1 een één | twee | drie | vier | vijf | zes | zeven | acht | negen | tien | elf | twaalf
      after: geleden
      today: vandaag
      yesterday: gisteren
      day before: eergisteren
      now: zojuist zonet daarnet zo_net
      last: afgelopen vorige
      at: om
      clock: uur u
      filler: de van
      ordinal: e ste de
      published: gepubliceerd geplaatst publicatiedatum gepost aangemaakt verschenen
      updated: bijgewerkt gewijzigd aangepast laatste_update laatst_bijgewerkt laatst_gewijzigd laatste_wijziging update geüpdatet
      dated: datum
      by: door
      page: artikel bericht pagina
      event: tot vanaf sinds geboren overleden geldig tussen tijdens
      quiet: reacties reactie leestijd lezen
      prose: het een en van is was zijn dat die niet met voor op ook wordt werd
      """)
  }

  private static var swedish: DateWords {
    DateWords(
      "sv",
      """
      months: januari jan | februari feb | mars mar | april apr | maj | juni jun | juli jul | augusti aug | september sept sep | oktober okt | november nov | december dec
      days: måndag mån | tisdag tis | onsdag ons | torsdag tors tor | fredag fre | lördag lör | söndag sön
      units: sekund sekunder sek | minut minuter min | timme timmar tim | dag dagar dygn | vecka veckor | månad månader mån | år
      half hours: en_halvtimme halvtimme
      numbers: en ett | två | tre | fyra | fem | sex | sju | åtta | nio | tio | elva | tolv
      after: sedan sen
      today: idag i_dag
      yesterday: igår i_går
      day before: i_förrgår
      now: just_nu nyss nyligen
      last: förra
      at: kl klockan
      filler: den
      ordinal: e a
      published: publicerad publicerat publicerades skapad postad publicerings
      updated: uppdaterad uppdaterat uppdaterades senast_uppdaterad ändrad senast_ändrad redigerad
      dated: datum
      by: av
      event: från till sedan_den född avled gäller mellan fram_till
      prose: och att det som är var inte med för på har ett till
      """)
  }

  private static var danish: DateWords {
    DateWords(
      "da",
      """
      months: januar jan | februar feb | marts mar | april apr | maj | juni jun | juli jul | august aug | september sept sep | oktober okt | november nov | december dec
      days: mandag man | tirsdag tir tirs | onsdag ons | torsdag tor tors | fredag fre | lørdag lør | søndag søn
      units: sekund sekunder sek | minut minutter min | time timer | dag dage døgn | uge uger | måned måneder | år
      half hours: en_halv_time halv_time
      numbers: en et | to | tre | fire | fem | seks | syv | otte | ni | ti | elleve | tolv
      after: siden
      today: i_dag idag
      yesterday: i_går igår
      day before: i_forgårs
      now: lige_nu for_nylig
      last: sidste
      at: kl klokken
      filler: den d
      published: publiceret offentliggjort oprettet udgivet
      updated: opdateret sidst_opdateret ændret redigeret
      dated: dato
      by: af
      event: fra til født død gælder mellem
      prose: og at det som er var ikke med for på har et til der
      """)
  }

  private static var norwegian: DateWords {
    DateWords(
      "no",
      """
      months: januar jan | februar feb | mars mar | april apr | mai | juni jun | juli jul | august aug | september sept sep | oktober okt | november nov | desember des
      days: mandag man | tirsdag tir tirs | onsdag ons | torsdag tor tors | fredag fre | lørdag lør | søndag søn
      units: sekund sekunder sek | minutt minutter min | time timer | dag dager døgn | uke uker | måned måneder | år
      half hours: en_halvtime halvtime
      numbers: en ett et | to | tre | fire | fem | seks | sju | åtte | ni | ti | elleve | tolv
      after: siden
      today: i_dag idag
      yesterday: i_går igår
      day before: i_forgårs
      now: akkurat_nå nettopp
      last: forrige sist
      at: kl klokka klokken
      filler: den
      published: publisert opprettet lagt_ut
      updated: oppdatert sist_oppdatert endret sist_endret
      dated: dato
      by: av
      event: fra til født død gjelder mellom
      prose: og at det som er var ikke med for på har et til
      """)
  }
}
