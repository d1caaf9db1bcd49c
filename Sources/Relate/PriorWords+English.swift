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
    142 2018 36 bigger crisis division drawing earth exciting fines football fueled generally
    142 guards highest hill joint knowledge maybe ms nice nor potentially register repeatedly
    142 specifically super tech terror troops william
    143 2007 2009 active agrees aides amid aspect asset aware consistent corporate dedicated
    143 defeat domestic driver elected elements equipment fair faster fees freedom george grabbing
    143 inches indian inspired investing items murder nature pack parliament politics poor
    143 presence richard shape stressed switched technical texts tie upon widely wouldn't yourself
    144 1986 2003 affairs broadcast channel confidence controlled culture deployed distance doctor
    144 drugs engineering expensive exports feet flows founder fun gop husband increasingly
    144 instituted journey judged loaded locate lock meant multi opinion physical positive profits
    144 prosecutor protest recovering rely satellite sector senators society tens terrorism wave
    145 33 90 alongside blood broad cent combination command conflict conversation counter county
    145 coverage destroyed entry excellent foundation friendly governor hurt identity inc
    145 initially isis largely loving methods nearby negotiations none peter raided rating
    145 relevant routes significantly slightly smart straight struck supporters ticket transfer
    145 wake worst
    146 34 african allegedly angels batteries beijing boy champions closer component couldn't debt
    146 depth engine favorite female immediate imposing influencing legislation map obtained plant
    146 pledged poll possibility premium prison rare seriously sex shut sought spokeswoman
    146 strength stunned suicide survey throwing vary whatever whom wonder
    147 75 appearance band' cloud colored competing cup deeply defence dr efficient facilities
    147 filed forecasts fresh hotel instance japanese memories mostly neither samsung science
    147 section signal soldiering sun tony traffic trigger useful weight wish
    148 2001 adjusted adopted apartment army assumes attackers bought brown closely collecting
    148 college commitment cool desire enforcement exercises favor hot ideal insight insurance
    148 korea korean manufacturing masters objected pattern premiere principles publicly reaction
    148 recognize repeated status storm supposed taxes territory truly unclear weather
    149 48 600 africa bob capacity cast chips christians click contrast corps customs developers
    149 electronics english examine false grants immigrant indeed jet la leaked lift makers mayor
    149 organisations providers regularly remote rooting steve stretch surviving they've truth
    149 unlikely vowed vs
    150 150 2000 800 abuse acquiring adults afghanistan alternative anger automatically burn
    150 comprehensive controversial denies detect eats editor errors' fifth galaxy gov hasn't
    150 hillary hunt impressive jail ladies older outcome participate pop praised producers
    150 recommendations reform relations relatively remarks rising rumors sentence sparked storage
    150 stream syrian tend
    151 2025 250 46 advocates afp ai andrew ap apart appropriate art attract belonged bounds
    151 cabinet capable ceo colleague concluded coordinated corner criticized demonstrated deserve
    151 duties heated heavily kick licenses lie martin mount muslims native organized politicians
    151 ports prospects rescue stadium steele talented techniques travelled usual zero
    152 abandon assisted bottom bullets categories chicago coalition complained compromise concert
    152 confident efficiency enterprise evolved gas gold hiring ignored innovation iphone lay
    152 metals mountain numerous originally otherwise pm populations professor proof pursue rich
    152 san sky solve specializing square stood strategic worldwide
    153 52 accessible actual advising basis bear behalf blow collapse competitive conclusions
    153 critics disappear dispute drafted dream dynamic estate extensive footing headquartered
    153 holiday immigration imported incorporating leverage loans mail movie myself outlets
    153 radical reacted recovery sen stakes strengthen stronger therefore treatment unfortunately
    153 unknown unlike
    154 2006 39 accurate acknowledged actors advice assessed boss catching chris corporations
    154 correct craft dec dies disaster disease ease expectations fake gap grand guessing hide
    154 historic integration king labour malaysia minimum pacific partnerships possibly processors
    154 recall reliable resolve scientists server solid split spring statistics tear tours un
    154 upgrade vast
    155 700 approval author consequences devastating discount dressed drove everywhere famous
    155 flagged florida hardware headline herself http illegal impossible mexico pounds programme
    155 regardless regulation resign seizing violent visual worse yard
    156 38 49 55 abroad acquisition amazing anywhere arrivals behavior brian brussels bush chosen
    156 circumstances clothing consume deadly definitely delivery dismissed eliminating embrace
    156 era essentially glass grew haven't hidden hostage importance infrastructure maximum moon
    156 nuclear overseas pace pilot plot reduction reputation retire revised settle severe
    156 tensions tons typical unveiled volumes wind winner
    157 2002 37 42 43 activists affiliate allegations apologizes asia babies bombers charles
    157 church complicated disappointed entirely evaluate exposed fbi gays gears healthy interface
    157 investors italy minor nobody optimize panel penalties primarily prioritize realize refined
    157 retain rewarded river row sarah sharp shouldn't sister suddenly teaching thomas
    157 transformed unprecedented valuable wasting weekly
    158 41 adapting anticipate blasted bureau carefully cell comfortable comparison construction
    158 convicted currency dark distributed euros everybody fewer flat forget god greece
    158 industrial initiative intention inviting jim landscape liberal missile modes monthly
    158 obvious officially ohio practical rapid religious restore roughly scandal sensor sights
    158 sticks substantial tomorrow veteran vital
    159 1987 99 additionally argument ball beautiful belgium bond branch camp capped carolina
    159 chased complaints congressman disclosed dominate download ed equal etc expenses extension
    159 external footage greatest greek grown journal navigate noise obviously operator output
    159 phased planet pool poses privacy robust rocket ryan scott sexual songs strip suspended
    159 tackle temporary wales worried
    160 adviser affordable angry assistance barrier boast broader calif canada century chaos
    160 concept consideration context converting democracy drinks feed feedback fiscal flexibility
    160 frequently gmt guidance harm holland imagine jihadists jones labor malaysian michelle opt
    160 patients perspective portion procedure qaeda rapidly resistance singers spain sydney tag
    160 teenagers totally trail trucks upcoming village weak writer
    161 00 120 44 65 accelerating actively aligned anthony apparent automated begun belgian bright
    161 characters convince deadline equipped expertise explosion fallen fled gunman handful
    161 helpful indication install intense interior kevin narrowed neighboring orbit origins
    161 personally photograph preferences promotion regional replacement royal shadow st tom trace
    161 vision
    162 1985 abc adam agenda android aside bowl bridge ceremony collaboration collection
    162 consulting cycle danger detained dragged drawn employ exact explosives extreme frame
    162 guilty halt hang india intent involvement johnson labeled mainly maintenance married
    162 minority objective overnight plenty posed resort resume safely smoke tap teachers theory
    162 translate undermined virtually wing youtube
    163 1999 239 59 aviation basically bay busy clash copyright deeper diplomatic discovery
    163 elsewhere extremists fashion guarantee height ii israel israeli motions negatives nominate
    163 normally palestinian passport proceeds proper riots screaming sensitive soft speculation
    163 stone succeed tea tragedy transaction you'd
    164 53 72 abu alive bags bataclan belt cancer carrier championship classic condemned
    164 correspondent counsel cracking creation drew eu except experiments faith habit honor
    164 institutions jack lessons logs ltd male manufacturers mh370 mirrors nominee pain personnel
    164 properly proven quiet selection somewhat spokesperson strongly suggestions tailored
    164 telephoning tone topics venue wrapped zealand
    165 51 amazon ambassador animals array assessment automatic availability boeing calm
    165 celebration chain communicate computing crazy debris departure discrimination divided
    165 echoed electric emotional eric filtering flagship flew flood format forth francois
    165 functionality fundamental hero illinois incredibles laden leg length lifestyle metres
    165 motivated mysteries nasa possession rally regime renew repairs retail rings routine rural
    165 setup shaking shouting showcasing signatures tokyo treasury tree unlocking weigh wider
    165 youths
    166 130 47 approximately beliefs ben capitol chuck compliance concrete copy curve custody
    166 dinner don execute extent farm framework frank frustration gangs innovative instagram
    166 instructions interaction knocking lawsuit leaning marine meals odds offensive omar
    166 opponent outlined overwhelm pentagon preparation printing prominent researchers s5 salary
    166 scenario spirit spoken stephen streamline tape taste thus tight tonnes tower wage
    166 workflows
    167 aboard advertising afterward analyzing asian assigned brain browsing button cable cancel
    167 chart climb competitors consumption convention creative database dogged encountering
    167 flexible garden gunmen implementation inquiries jr le library lying meaningful medium mine
    167 mohammed peer portfolio queen recognition scan scheme scrolling smith somewhere
    167 sophisticated stevens successfully understood verifying vulnerable warm wireless younger
    168 ad anybody assured audio betting civilians coffee cold complexity consistently
    168 contributions controversy debut economist editing ex finger fingerprint flash floated
    168 frustrated graduates guaranteed hire household howard incentive intervention introduction
    168 kuala lined lumpur manual motivations mrs nationwide neighborhood nomination permanent
    168 permit politically radar ray restrictions shell sponsored stems studio stuff submitted
    168 supreme teenage terrible undergo vegas
    169 09 2020 64 afford alan arizona barely bin boehner breath chair cheap climate compensation
    169 constant costly crying designer destination dual emphasized entertainment exceptions
    169 exclusive fireworks fosters haven hiding identical islam' islamist lee marriages mental
    169 merely microsoft newly outdoor peaked percentage perfectly presidency proud province
    169 provisions putin rain reminded rent republic rid rips sanctions settlement sleep slip
    169 smooth squad stability stable sweet temperature toll transparency unemployment unfold
    169 violation virginia warrant widespread winter wreckage
    170 1980s 63 85 afraid beside birthday caucus celebrities chancellor charlie clips
    170 confirmation corruption credible cultural dean disappearance dry employers engagements
    170 everyday firefighters frequent guidelines incredibly iraqi italian jan joseph jury kelly
    170 layers loud lowest luxury mitt mom nbc necessarily outstanding personalized persuade pump
    170 relief rifle seeds segment sept slotted smiles spanning stade tactic tied tiny tremendous
    170 tricks turkey unable virtual
    171 2024 89 alarms ambition analytics angle appreciated beach blend blew breached briefly
    171 clarify comfort commerce commissioner cops decreased deficits exploration extraordinary
    171 formal georgia getty gift hawaii healthcare holes index interact interim ireland liked
    171 micro minimizing organised outrage playoff prize refugees resignation romney seventh sixth
    171 specialist straightforward suburbs sum surge they'll threw tier tourist transition unusual
    171 usa wi wire
    172 1990s 1995 1998 2026 84 airstrikes andy appointed artificial buyer captain caption clarke
    172 compelling conspiracy continuous convictions counterparts customizing declarations deleted
    172 distribution earthquakes elites evacuated fi fleeing gates graphics hints hook ice liberty
    172 masks maxed minimal monetary mourn nancy observed onboard operational pc readers reversed
    172 roof schumer sheet similarly stack string swiss taylor ultimate urge utilizes van viewers
    172 violates visibility
    173 algorithms automation awareness burst cargo chose commander confusing dating
    173 demonstrations dutch ecosystem entitled expansion faulted honoured jason lesbian nov
    173 occasion patrick pelosi pennsylvania perth plastic protesters railing shields slowly smash
    173 steal suppliers sustainable sustaining teen upload vessels visitors wood
    """
}
