extension PriorWords {
  /// Made by counting: in how many of a hundred articles a word stands, as 32 × (1 − ln share), then the words.
  static let english = """
    32 the
    33 and of to
    34 in
    37 for on
    39 is that
    40 with
    41 it
    42 at by
    43 as from said was
    44 an be has
    45 have
    46 but
    47 not this
    49 are
    51 he will years
    52 new
    53 been one they which
    54 after up who
    55 also more were
    56 about had or out their
    57 all times when
    59 its saying there we would
    60 his others over
    61 into two
    62 if no
    63 first than
    64 people some what
    65 last
    66 can including so
    67 days just
    68 now while you
    69 call could them well work
    70 before like states
    71 being get makes only report
    72 any do made most told where
    73 even our take way
    74 1 backing how many
    75 added months plans
    76 2 because down may three week
    77 end looking need rights since those through wanting
    78 come help shows still
    79 5 off president should then these us very world
    80 against around country did follow know part
    81 3 according between both during next started such
    82 groups much officials set
    83 10 another company continued high long place running
    84 000 going she under
    85 don't expected government him offered use your
    86 4 ask believe changes own put service supports think try
    87 finding four good here house however issued my old open same united used
    88 allowed go home member points today
    89 forcing her later mr national numbers provided see statement whether without
    90 americans best claiming meet played posted seconds top
    91 families five found lead public released remains
    92 area based become build few give market millions several sharing system things
    93 attack business city closing coming every far heading hour keep left life took
    94 12 6 7 already appear former happen leaders making man means security
    95 8 does earlier early increase least move night record talking
    96 20 across came case creating each general hand interested known police question team too
    96 turned using
    97 30 among big considering deal decisions full international might monday never possible
    97 reach result seen
    98 11 9 announces better details focused hits me near paying power stop term tuesday video
    99 away clear different further information less let past really returns something though
    99 until
    100 15 again bring charge confirmed friday holds killed little lives local lot media prices
    100 received signs sources south step went yet
    101 act campaign great job key law level likely major office once order parties problems
    101 process six washington why
    102 actions along chief concern control cost ever faces fact feelings got large ministers
    102 money name reads real side story taken white within
    103 able ago always experienced involved launched leave line listed re recent taking third
    103 thought winning
    104 cause despite didn't effort free given important must pressing seems stand staying
    104 suggested tell
    105 comments data describe director event having learned marked pass policy york
    106 authority available behind current failed game hard march nation obama often raise small
    106 strong targets together
    107 bill cover cuts decide enough featured future grow held instead john latest maine morning
    107 outside republican require served spending sunday sure
    108 100 account almost designed done fight figure industry late led matter minutes position
    108 range saturday single tested wednesday
    109 13 16 address agencies aired attempt banking begin centers challenge communities
    109 department federal final firm half image improve missing north per person short speaking
    109 spokesman toward watching
    110 administration although america billion break checks demanded due form hope joined measure
    110 moved political product programs shot site trains understand update values
    111 14 50 approached board can't complete death eight fire front idea investigation limits
    111 operations quickly rate reason revealed street thursday views warnings
    112 doesn't doing entering falling fund health history managed nearly network response social
    112 technology war west
    113 24 25 benefit conferences ensure friend higher interviews light lost low message online
    113 phone pick potential review similar total we've
    114 40 access anything began carry co condition especially financial foreign ground january
    114 options photo push reduce research role search seeking special standards trade users
    115 18 actually amount arrests car chance dropped election example executive forward himself
    115 inside links notes nothing officer presented pressure prime protect reporters respond sale
    115 school secretary stores twitter word young
    116 am arm biggest bodies children compared currently customers determine difficult drive
    116 expert individual match men military multiple personal picture preparing previous project
    116 rather risk' rule saw seven significant soon space stage track visit websites
    117 0 above april associated avoid beyond buy choices choose course david december delivering
    117 developed east everyone heard immediately model' performance relating rise season senior
    117 situation thousands travel wrote
    118 advances agreement ahead aims became black central committee daily damage development
    118 direct easy economics either everything faced february gave global goal hearing kind
    118 living love manager non november opportunities players private promise published quit
    118 recently schedule specific spent suspects tried union water
    119 2012 60 accused attention died estimated european field june lower produce room series
    119 serious shooting staff stars surprised threat walks women worth
    120 17 19 200 additional anyone british capital care conduct court dead devices discussed
    120 flight growth host impact land loss miles organizations quality rest round safety
    120 september type university whose worker
    121 21 age bit block built connected contact dollars emergency evidence explained extended
    121 fear handling moment page partners percent probably removed scene selling simply size
    121 solutions spot struggling themselves they're won
    122 australian budget common democrat democratic dozens europe expressed huge hundred injured
    122 isn't july longer majority management named operating ready represents request terrorist
    122 tool victim whole woman wrong
    123 23 ability affect al answers australia border brought camera class' couple deep directly
    123 effect finance france heart hospitals human maintaining purchases se send sent someone
    123 version via
    124 2013 28 500 articles below cannot congress documents emails establish existing gains
    124 guided intelligence islamic location powerful presidential professional pulled resource
    124 save secure speed success trump voice wasn't wide won't
    125 26 agreed arrive base brand carried chairman communications connection decade declined
    125 earned fans fired goes mobile paid parents particularly prevent previously simple
    125 soundings strategy strike tax town true tv uk wait writing yesterday
    126 22 27 activity book brothers certain date economy emerging employees expand extra giving
    126 intends itself minded path platform popular practices race red representative safe sitting
    126 studying threatens weekend
    127 2014 addition average china committed conservative core critical crosses exchange fast
    127 finally finished fit flies french gathered incident legal losing michael monitor period
    127 pretty prove scale screens sense sometimes subject throughout various weapons you'll
    128 29 31 apps argue boost career combined contracts defense depends effective enabled enjoyed
    128 fell indicated injury introduced investment meanwhile newspaper pieces refused region
    128 reportedly savings scores son suffered tip treat urging vehicles vote
    129 analysts anti attended bbc candidate complex consumers discovered doors entire eyes factor
    129 father lack language london materials met middle occurs october particular performed self
    129 speech stations student task touch vice wife
    130 2010 300 accept afternoon annual apples bad california clearly club crowd declaring easily
    130 else encouraged environment film floor heavy hoping identified justice largest medical
    130 mother overall paris proposals radio referred replace responsibility road senate shock
    130 southern style thank tweet wall
    131 2004 2016 advantage alone august balance battle captured contain deputy display energy
    131 essential felt identify massive natural original owners payments plus software stock
    131 summers television traditional usually
    132 80 appeal bomb content council difference fully gun highlighted knew larger militant
    132 necessary oil pct perhaps primary production quarter shops sport suit supplies trust'
    133 35 announcement basic box certainly citizen civil commission credit district donald engage
    133 exactly file food gone greater highly internet investigated iraq music nine northern
    133 passengers please pro profile prompted protection ranks reserves seat separate slowing
    133 speaker successful unique
    134 admitted assault born child chinese clean daughters debate defend digital double england
    134 eventually fox germany i'll insist james paper relationship remember reuters selected
    134 smaller sort table violence windows witnessed
    135 2005 agents airlines alerted allege applying blamed centred cited easier fill generation
    135 girls leadership mentioned mln modern movement opposed package pair park progress
    135 recommended reflects regarding residents surrounding yes
    136 2015 aid analysis assistant attorney backgrounds beat capabilities coach crimes de
    136 defining dlrs eastern failure happy initial island japan lawmakers lawyer mix promote
    136 regular roberts ships structure syria title tough web western
    137 2017 achieve aren't audience bars caught crash criminal criticism denied direction doubts
    137 generating income jump magazine net ongoing paul prefers purposes quick relative
    137 resolution revenues rolled russian sessions shifted spoke trial victory welcomed
    138 45 apparently applications ban barack bid blue broke card client commercial completely
    138 computer enhance explores extremely implemented independent kept machine mission ocean
    138 predict prior proposing reality reject rivals russia smartphones sold spread surface texas
    138 trip ultimately variety wear written zone
    139 aircraft award broken cash christmas clinton cnn competition congressional contribute
    139 count crucial discussion driven education effectively familiar fighters german google
    139 integrated internal league letter mass mike ministry opposition peace perfect pre
    139 reference responsible rose shortly transport troubled twice voters
    140 2008 2011 70 absolutely allies association briefed britain celebrated code crew edge
    140 facebook fellow fourth giant lose mid mistake priority property quoted ran requirements
    140 respect restaurants rushing sea tim trend typically unless worry
    141 32 400 accident airport approved blog coast dangerous degree delays escaped fixed
    141 functioning greene guys hall i've improvement informed investigators journalist kids
    141 listening negotiate normal notices onto rep rock ruling secret shown skills voting wounded
    141 you've
    142 2018 36 bigger crisis division drawing earth exciting football fueled guards highest joint
    142 knowledge maybe ms nice nor potentially register repeatedly specifically super terror
    142 troops william
    """
}
