extension DateWords {
  /// French and its kin.
  static var romance: [DateWords] {
    [french, spanish, italian, portuguese, romanian, catalan]
  }

  private static var french: DateWords {
    DateWords(
      "fr",
      """
      months: janvier janv jan | février févr fév fev | mars mar | avril avr | mai | juin | juillet juil | août aout aou | septembre sept sep | octobre oct | novembre nov | décembre déc dec
      days: lundi lun | mardi mar | mercredi mer | jeudi jeu | vendredi ven | samedi sam | dimanche dim
      units: seconde secondes sec | minute minutes min mn | heure heures | jour jours | semaine semaines | mois | an ans année années
      short: | | h | j | | |
      half hours: une_demi_heure demi_heure une_heure_et_demie=3
      noon: midi
      numbers: quelques=-1 plusieurs=-1 un une | deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze
      before: il_y_a depuis_il_y_a
      today: aujourd_hui
      yesterday: hier
      day before: avant_hier
      now: à_l_instant il_y_a_un_instant il_y_a_quelques_instants
      last after: dernier
      at: à
      clock: h heures heure
      filler: le du de la les
      ordinal: er ère e
      published: publié publiée publie posté mis_en_ligne paru créé rédigé écrit parution date_de_publication
      updated: mis_à_jour mise_à_jour màj maj modifié modifiée actualisé dernière_mise_à_jour dernière_modification
      dated: date
      by: par
      page: article page
      event: depuis au jusqu jusqu_au né née mort décédé valable expire entre avant après dès pendant en demain
      quiet: lecture commentaires commentaire temps de réagir partager
      prose: les des et est une dans que qui pour sur pas avec ce cette son sa ont été a été sont plus
      """)
  }

  private static var spanish: DateWords {
    DateWords(
      "es",
      """
      months: enero ene | febrero feb | marzo mar | abril abr | mayo may | junio jun | julio jul | agosto ago ags | septiembre setiembre sept sep set | octubre oct | noviembre nov | diciembre dic
      days: lunes lun | martes mar | miércoles mié mie | jueves jue | viernes vie | sábado sáb | domingo dom
      units: segundo segundos seg | minuto minutos min | hora horas hrs | día días dia | semana semanas | mes meses | año años
      short: | | h | d | | |
      half hours: media_hora hora_y_media=3 una_hora_y_media=3
      noon: mediodía
      numbers: unos=-1 unas=-1 pocos=-1 pocas=-1 varias=-1 varios=-1 un una uno | dos | tres | cuatro | cinco | seis | siete | ocho | nueve | diez | once | doce
      before: hace
      after: atrás
      today: hoy
      yesterday: ayer
      day before: anteayer antier
      now: ahora_mismo hace_un_momento hace_instantes
      last after: pasado
      at: a_las a_la las
      clock: h hs hrs horas
      filler: de del el
      ordinal: o a
      published: publicado publicada embargado creado fecha_de_publicación publicación
      updated: actualizado actualizada modificado modificada última_actualización actualización última_modificación editado
      by: por
      page: artículo página nota
      event: desde hasta al nació murió nacido válido vence entre antes después durante en mañana
      quiet: comentarios lectura compartir
      prose: los las una que se con para su sus fue es al lo han ha son más y la el
      """)
  }

  private static var italian: DateWords {
    DateWords(
      "it",
      """
      months: gennaio gen genn | febbraio feb febbr | marzo mar | aprile apr | maggio mag magg | giugno giu | luglio lug lugl | agosto ago ag | settembre set sett | ottobre ott | novembre nov | dicembre dic
      days: lunedì lun | martedì mar | mercoledì mer | giovedì gio | venerdì ven | sabato sab | domenica dom
      units: secondo secondi sec | minuto minuti min | ora ore | giorno giorni gg | settimana settimane | mese mesi | anno anni
      half hours: mezz_ora mezza_ora
      noon: mezzogiorno
      numbers: pochi=-1 poche=-1 alcuni=-1 alcune=-1 un uno una | due | tre | quattro | cinque | sei | sette | otto | nove | dieci | undici | dodici
      after: fa
      today: oggi
      yesterday: ieri
      day before: l_altro_ieri
      now: adesso proprio_ora poco_fa pochi_istanti_fa
      last: scorso
      last after: scorso scorsa
      at: alle ore h
      clock: ore h
      filler: di del il dal
      ordinal: o a
      published: pubblicato pubblicata inserito postato creato data_di_pubblicazione pubblicazione
      updated: aggiornato aggiornata aggiornamento modificato ultimo_aggiornamento ultima_modifica
      dated: data
      by: di da
      page: articolo pagina
      event: fino al nato nata morto valido scade tra durante entro dopo prima nel dall domani
      quiet: commenti lettura
      prose: che gli una per con non è sono ha alla della delle dei nella si anche come
      """)
  }

  private static var portuguese: DateWords {
    DateWords(
      "pt",
      """
      months: janeiro jan | fevereiro fev | março mar | abril abr | maio mai | junho jun | julho jul | agosto ago | setembro set | outubro out | novembro nov | dezembro dez
      days: segunda segunda_feira seg | terça terça_feira ter | quarta quarta_feira qua | quinta quinta_feira qui | sexta sexta_feira sex | sábado sáb | domingo dom
      units: segundo segundos seg | minuto minutos min | hora horas | dia dias | semana semanas | mês meses | ano anos
      short: | | h | d | | |
      half hours: meia_hora uma_hora_e_meia=3
      noon: meio_dia
      numbers: alguns=-1 algumas=-1 poucos=-1 poucas=-1 um uma | dois duas | três | quatro | cinco | seis | sete | oito | nove | dez | onze | doze
      before: há
      after: atrás
      today: hoje
      yesterday: ontem
      day before: anteontem
      now: agora agora_mesmo há_instantes agora_há_pouco
      last after: passado passada
      at: às as à
      clock: h horas hrs
      filler: de do em
      ordinal: o a
      published: publicado publicada postado criado data_de_publicação publicação
      updated: atualizado atualizada actualizado actualizada modificado última_atualização atualização última_modificação editado
      by: por
      page: artigo página matéria
      event: desde até nascido nasceu morreu válido entre antes depois durante amanhã
      quiet: comentários comentário leitura
      prose: os as uma que se com para seu sua foi é ao não são mais e
      """)
  }

  private static var romanian: DateWords {
    DateWords(
      "ro",
      """
      months: ianuarie ian | februarie feb | martie mar | aprilie apr | mai | iunie iun | iulie iul | august aug | septembrie sept sep | octombrie oct | noiembrie nov noi | decembrie dec
      days: luni | marți mar | miercuri mie | joi | vineri vin | sâmbătă sâm | duminică dum
      units: secundă secunde | minut minute min | oră ore | zi zile | săptămână săptămâni | lună luni | an ani
      numbers: un o una | două doi | trei | patru | cinci | șase | șapte | opt | nouă | zece | unsprezece | doisprezece
      before: acum în_urmă_cu
      after: în_urmă
      today: azi astăzi
      yesterday: ieri
      day before: alaltăieri
      now: chiar_acum
      last after: trecută trecut
      at: la ora
      filler: de din
      published: publicat publicată postat creat data_publicării
      updated: actualizat actualizată modificat ultima_actualizare editat
      dated: data
      by: de
      event: până din_data născut decedat valabil între
      prose: și în pe cu este sunt a fost care nu pentru ce mai
      """)
  }

  private static var catalan: DateWords {
    DateWords(
      "ca",
      """
      months: gener gen | febrer febr | març | abril abr | maig | juny | juliol jul | agost ag | setembre set | octubre oct | novembre nov | desembre des
      days: dilluns dl | dimarts dt | dimecres dc | dijous dj | divendres dv | dissabte ds | diumenge dg
      units: segon segons | minut minuts | hora hores | dia dies | setmana setmanes | mes mesos | any anys
      numbers: un una | dos dues | tres | quatre | cinc | sis | set | vuit | nou | deu | onze | dotze
      before: fa
      today: avui
      yesterday: ahir
      day before: abans_d_ahir
      now: ara_mateix
      at: a_les
      clock: hores h
      filler: de d del
      published: publicat publicada
      updated: actualitzat actualitzada última_actualització modificat
      by: per
      event: fins des nascut
      """)
  }
}
