"""Ordinary English: what may open a sentence or stand in a title without being anybody's name."""

from __future__ import annotations

import re
from functools import lru_cache

from core.drafting.gate.clock_times import ZONES
from core.drafting.gate.wordlist import words as _split

_COMMON = _split("""
a about above absolutely accept accepted access according account accounts achieve achieved across act action active actual add added
additional address adopt adoption advance advice affect after afternoon again against age agenda agree agreed agreement ahead aim
aims all allow almost alone along already also alternatively although always am ambition among amount an analysis analytics and
annual another answer answers any anyone anything api apologies appreciate approach approval approve april are area areas around arrange
as aside ask asked asks aspect asset assets assist at attached attend attention audience audit available average avoid aware away
back background balance bank base based baseline basic because been before began begin behind being believe below benchmark benefit benefits best
better between beyond big bigger bill board book both brief briefly bring brings budget build builds built bullet business but buy by
calendar call calls came can candid capital care carried carry case cases cash catch cause ceo certain cfo chance change changed changes
channel chart check cheers chief choice choose churn clean clear clearly clinic clinics close closer closing cloud club co coffee collaboration colleague
colleagues come comes coming comment commercial commit committee common community companies company compare compared complete concern concerns concise conclusion confidence
confirm congratulations connect connected consider considering consistent contact contacts content context continue contract contribution convenient conversation core corporate cost costs could
count country couple course cover covers create critical cross cto current currently customer customers cut cycle daily data date dates day days deal
dear december decide decided decision decisions deep deliver delivered delivery demand department depends depth describe design despite detail details develop did difference different
digital direct direction director discuss discussion do does doing dollar domain done down draft drive drop due during each earlier early ease easier easy
economic edition effect efficiency effort eight eighteen eighty either element eleven else email employee employees end ended energy engage engagement engine engineering enough ensure
enterprise entire equally error errors especially estimate euro europe evaluation even evening event events eventually ever every everyone everything evidence example exceed excellent except
exchange executive executives exist expand expansion expect expectation expected experience expert explain explore export express extend extra face fact factor facts fair fall
falling family far fast faster favour feature features february fee feedback feel few field fifteen fifth fifty figure figures file fill final finally finance financial
find first firstly five fix fixed flow focus follow following food for forecast forecasting form formal former forty forward found four fourteen fourth framework frank frankly free freight frequency
friday from front fuel full fully function fund further future gain gap gather gave general generally get gets give given glad global go goal goals going
good got grateful great green greetings ground group grow growing growth guide had half hand happy hard has have having he head headline headlines health healthy hear
heard held hello help helped helps hence her here hers hi high higher highest highlight highlights him his hold holding home honest honestly hope hopefully hour hours how
however human hundred i idea ideas identify if immediate impact implementation important impressive improve improved improvement in include included including income increase incident incidents indeed independent
industry information initial initiative initiatives innovation input inside insight insights instead integration interest interested interim internal international into introduce introducing introduction inventory invest investment invitation
invite involve is issue issues it item items its itself january job join joined joint july june just keep keeping key kind kindly know knowing knowledge known labour lack large
largest last lasting late lately later latest launch lead leader leaders leadership leads learn learned least leave led left legal less lessons let lets letter level levels leverage life light
like likely limit line lines link list listen little live load local logistics long longer look looking looks lost lot low lower lowest made mail main maintain major make makes making
manage managed management manager managers manual manufacturing many march margin mark market marketing match matter matters may maybe me mean means measure measured measures medium meet meeting meetings member
mention message met method metric metrics mid might milestone million mind minute minutes miss missed mission model module modules momentum monday money month monthly months more moreover morning most mostly
motion move moved moves much must my name namely near nearly necessary need needed needs neither net network never nevertheless new news next nice night nine nineteen ninety no
nobody none nonetheless nor normal normally not note notes nothing november now number numbers objective objectives observation obviously october of off offer offers office officer often okay old older
oldest on once one ones ongoing online only onto onward onwards open opened opens operate operating operational operations opinion opportunities opportunity option options or order orders organisation organization original
other others otherwise our ours ourselves out outcome outcomes outlook output outreach outside over overall overview own owner page paid paper part particular particularly partner partners partnership parts
pass past patient patients pay payment payments pending people per percent perhaps period person personal personally perspective phase phone pick picture piece place plain plan planned planner planners planning plans plant
platform play please plus point points policy portfolio position positive possible possibly post potential power practical practice prefer preparation prepare present president previous previously price primary principle prior
priorities priority private problem problems procedure process processing procurement product production productivity products professional programme program progress project projects promise proof proposal proposals propose proposed prospect protect proud
prove provide proven public purchase purpose put quality quarter quarterly question questions quick quickly quiet quite quote raise range rapid rate rather rates ratio reach reached read ready real reality
realise really reason reasons recap receive recent recently recognise recommend recommendation reconciliation record recovery red reduce reduced reduction refer reference referral reflect regard regarding regards region regional regular
relation relationship relatively release relevant reliability remain remaining remains remember reminder reminders remove renewal renewals reply report reporting reports request require required requirement research resource resources respect respond response
responsibility rest result results retail retention return returns revenue review reviews right rise risk risks road roadmap role rollout room route rules run running runs safe said sales same satisfaction
saturday save saved saves saving savings say says scale scenario schedule scheduled scope score season second secondly section secure security see seeing seek seem seen select send senior sense sent separate
separately september serious serve service services session set seven seventeen seventy several shall shape share shared sharing she shelf shift ship shop short shortly should show shown shows side sign signal significant
similar similarly simple simply since sincerely single site sites situation six sixteen sixty size skill skills slot slots small smart smooth so solution some someone something sometimes somewhat soon sooner sorry
sort source space speak speaking special specific speed spend spending sponsor spring staff stage stakeholder stakeholders stand standard stands start started starting state status stay stays steady step steps still stock stop
store stores story straight strategic strategy strength strengths strong structure study style subject success successful such sufficient suggest suggested suggestion suitable summary summer sunday supplier supply support sure surely
sustained switch system systems table take taken takes taking talk talking target targets task teach team teams technical technology tell ten term terms test text than thank thanks that the their theirs
them themselves then there therefore these they thing things think third thirteen thirty this thorough those though thought thoughts thousand three through throughout thursday thus ticket tickets till time timeline times timing title
to today together told tomorrow ton tone too took tool tools top topic topics total touch touchpoint toward towards track trade traffic training transfer transformation transition transparency travel treat trend trends trial
tried true trust truly try trying tuesday turn twelve twenty twice two type typical ultimately under understand understanding unfortunately unit units unless unlike until up upcoming update updates upon uptime urgent us use used
useful user users uses using usual usually value values various vendor version very via view views vision visit visibility volume wait want wanted wants warm warmly was waste watch way ways we wednesday week weekly weeks
weight welcome well went were what whatever when whenever where whereas whether which while white who whole whom whose why wide will willing win winter wish wishes with within without won wonder word words work
worked working works workshop world worst worth would write writing written wrong year yearly years yes yesterday yet yield you young your yours yourself zero
""")

_INFLECTED = re.compile(r"(?:'s|s|es|ed|d|ing|er|est|ly|ies|ier)$")
_ENDINGS = re.compile(
    r"(?:tions?|sions?|ments?|ness|ability|ibility|ities|ing|ings|ships?|ically|fully|ably|ously|ively|able|ible|ful|less|ous|acy|ally|ately|ily|ghly|tly|rly|sly|ely|ised|ized|ising|izing|ages|ances?|ences?|ures?|wise|wards?)$"
)

GIVEN_NAMES = frozenset(
    _split("""aaron abigail adam adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra alexis alfred ali alice alicia alison
    amanda amelia amy ana anders andre andrea andreas andrew andy angela angelica anita ann anna anne annette anthony antonio arjun arthur
    ashley audrey barbara barry beatrice ben benjamin bernard bernd beth betty beverly bianca bill björn bob bradley brandon brenda brian
    bridget bruce bruno caitlin cameron carl carla carlos carmen carol caroline carolyn catherine cecilia charles charlotte cheryl chris christian
    christina christine christoph christopher claire clara clarence claudia clement clive colin connor constance craig cynthia daniel daniela danielle
    danny darren dave david dawn debbie deborah denise dennis derek diana diane dieter dirk dmitri dominic donald donna dorothy douglas duncan dylan edgar
    edith edward eileen elaine eleanor elena eleni elias elizabeth ella ellen emily emma enrique eric erica erik erin ernest esther ethan eugene eva evelyn
    fatima felix fernando fiona florence frances francesca francis francisco frank franz fred frederick gabriel gareth gary gavin geoffrey george georgia gerald
    gerard gianni gina giovanni giulia glenn gloria gordon grace graham greg gregory greta guido gustavo guy hannah hans harald harold harriet harry hassan
    heather hector heidi heike helen helena helga henrik henry herbert hiroshi holger howard hugh hugo ian ibrahim igor ines ingrid irene iris isaac isabel isabella
    ivan jack jackie jacob jacqueline jake james jamie jan jane janet janice jared jason javier jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jill
    jim joan joanna joe joel johan johanna john johnny jon jonas jonathan jordan jorge jose josef joseph joshua joyce juan judith judy julia julian julie jun jürgen
    justin karen karin karl kate katherine kathleen kathryn katie katrin keith kelly ken kenneth kevin kim klaus kofi kristin kumar kurt kyle lars laura lauren lawrence
    leah lee lena leo leon leonard leslie lewis liam lily linda lisa lloyd logan lois louis louise lucas lucia lucy luis luke luz lydia lynn madison magdalena manfred
    manuel marcel marco marcus margaret maria mariana marie mario marion marta martha martin martina mary mateo mathias matt matteo matthew maureen max maya
    megan mei melanie melissa mia michael michelle miguel mike mikhail milan mina miranda mitchell mohamed mohammed molly monica morgan moritz muhammad nadia nancy naomi
    natalie natasha nathan neil nicholas nick nicola nicolas nicole nigel nikhil nina noah nora norman oliver olivia omar oscar pablo pamela paolo patricia patrick
    paul paula pauline pedro peggy penelope peter petra phil philip philippa phoebe pierre piotr priya rachel rafael raj rajesh ralf ralph ramon raymond rebecca
    renate ricardo richard rick rita robert roberta roberto robin rodney roger roland ron ronald rosa rose rosemary roy rudolf russell ruth ryan sabine sabrina sally sam
    samantha samuel sandra sanjay sara sarah scott sean sebastian sergei sergio shannon sharon sheila shirley silvia simon simone sofia sonia sophia sophie stacy stefan
    stefanie stella stephanie stephen steve steven stuart sunil susan susanne suzanne sven svetlana sylvia tamara tanya tara ted terence teresa terrence terry theo
    theresa thomas thorsten tiffany tim timothy tina todd tom tomas tony tracy trevor trinity tyler ulrich ursula uwe valentina valerie vanessa vera veronica victor
    victoria vijay vincent viola virginia vivian vladimir walter wanda warren wayne wendy werner william wolfgang xavier yasmin yolanda yoko yuki yusuf yvonne zachary zoe polly shelly holly ally carly billy willy milly nelly rely kimberly emilly""")
)
"""Frequent given names; a capital word among them that no fact knows is somebody's name."""

_CAPITAL_OK = frozenset(
    _split("""I I'm I'd I'll I've Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January February
    March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mr Mrs Ms Miss
    Dr Prof Sir Madam CEO CFO CTO COO CIO CMO CRO CPO CISO CHRO CDO SVP EVP VP MD GM PM CSM AE SE QBR QBRs EBR ROI ARR MRR ACV KPI KPIs OKR OKRs SLA SLAs
    API APIs CRM ERP SSO GDPR HIPAA SOX EU US USA UK UAE EMEA APAC AMER LATAM DACH NA IT HR PR QA UX UI AI ML BI PDF FAQ R&D P&L TCO NPV IRR
    EBITDA CAPEX OPEX NPS CSAT CES B2B B2C SaaS PaaS IaaS OK PS P.S FYI ASAP RSVP TBD TBC EOD EOB YTD YoY QoQ MoM FY Q H CET CEST GMT UTC BST EST
    EDT CST CDT MST MDT PST PDT ET CT PT MT IST SGT JST AEST USD EUR GBP CHF JPY CAD AUD SEK NOK DKK PLN INR AM PM Europe European Africa African Asia Asian America
    American Americas Australia Australian Austria Austrian Belgium Belgian Brazil Brazilian Britain British Canada Canadian China Chinese Denmark Danish
    Dutch Egypt England English Finland Finnish France French German Germany Greece Greek Hungary India Indian Indonesia Ireland Irish Israel Israeli
    Italy Italian Japan Japanese Kenya Korea Korean Luxembourg Malaysia Mexico Mexican Netherlands Nigeria Nordic Nordics Norway Norwegian Pacific
    Poland Polish Portugal Portuguese Scotland Scottish Singapore Spain Spanish Sweden Swedish Switzerland Swiss Taiwan Thailand Turkey Turkish Ukraine Vietnam
    Wales Atlantic Baltic Latin North South East West Northern Southern Eastern Western Middle Christmas Easter Ramadan Diwali Thanksgiving
    New Year Eve Day Internet Excel Wi-Fi Board Committee Chair Chairman Chairwoman Chairperson""")
)  # fmt: skip
"""Words that are written with a capital and are nobody's name."""

_TITLE_WORDS = frozenset(
    _split("""Chief Executive Financial Technology Operating Information Marketing Revenue Product Data Security People Officer Vice President
    Senior Director Head Manager Lead General Managing Partner Customer Success Account Team Executive Sponsor Supply Chain Operations Finance
    Engineering Sales Procurement Legal Human Resources Compliance Risk Strategy Support Services Business Development""")
)
"""Parts of titles and departments, which may stand with a capital within a sentence."""

PERSON_VERBS = frozenset(
    _split("""told said says tells mentioned mentions asked asks suggested suggests wrote writes called calls thinks thought believes
    believed agreed agrees and or introduced recommended pointed noted confirmed explained shared raised joined joins leads led runs""")
)
"""After a word that could be a name, these make it one."""

WORD_NAMES = frozenset(
    _split("""mark will grace frank rose bill rob grant hope dean art max rich miles faith joy drew chase pat ray gene carol dawn may
    june april august summer penny patience victor sue jay guy jack earl duke baron chance hunter mason carter cooper pierce wade""")
)
"""Names that are also words."""

_WORDS = frozenset(_COMMON)


@lru_cache(maxsize=8192)
def is_ordinary(word: str) -> bool:
    """Whether a word, whatever its first letter, is ordinary English."""
    low = word.lower()
    if low in _WORDS:
        return True
    if low in GIVEN_NAMES:
        return False
    bare = _INFLECTED.sub("", low)
    if len(bare) > 1 and (
        {bare, bare + "e", bare + "y", bare[:-1] if bare[-1:] == bare[-2:-1] else bare} & _WORDS
    ):
        return True
    for prefix in (
        "un",
        "re",
        "pre",
        "non",
        "mis",
        "over",
        "under",
        "out",
        "up",
        "co",
        "self",
        "inter",
        "multi",
    ):
        if low.startswith(prefix) and len(low) > len(prefix) + 2 and low[len(prefix) :] in _WORDS:
            return True
    if "'" in low:
        return low.split("'")[0] in _WORDS
    return len(low) > 6 and bool(_ENDINGS.search(low))


def is_known_word(word: str) -> bool:
    """Whether a word itself is in the list, not merely of an ordinary form."""
    return word.lower() in _WORDS


def may_be_capital(word: str) -> bool:
    """Whether a word within a sentence may have a capital and name nobody."""
    bare = word.removesuffix("'s")
    return bare in _CAPITAL_OK or bare in _TITLE_WORDS or bare.lower() in ZONES
