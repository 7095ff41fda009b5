"""Verbs of coming, gaining and shipping in another sense: `gets lost`, `turns up in divorce papers`, `va mentir`.

Each sense is the verb with what stands behind it. A vendor's own page speaks of its product in none of them.
"""

from __future__ import annotations

import re

from processors.detect.grammar.clauses import Clause
from processors.detect.grammar.reading import Reading
from processors.detect.words.unit import Text

_CROOKS = (
    r"(?:hackers?|scammers?|criminals?|crooks?|thieves|fraudsters?|cheats|cheaters|stalkers?|spies|spammers?|pirates?|"
    r"escrocs?|fraudeurs?|criminels?|arnaqueurs?|delinquants?|tricheurs?|espions?|voleurs?|faussaires?)\b"
)
_PEOPLE = (
    r"(?:teachers|workers|trainers|staff|employees|translators|nurses|clerks|journalists|writers|reviewers|raters|"
    r"moderators|therapists|doctors|etudiants?|eleves?|employes?|salaries|avocats?|enseignants?|profs?|professeurs?|"
    r"traducteurs?|redacteurs?|moderateurs?|psychologues?|psys?|medecins?|secretaires|journalistes?|comptables?|"
    r"cadres|ados|enfants|stagiaires?|caissie\w+|standardistes?|consultants?|juniors?|recrues?|fonctionnaires?|"
    r"graphistes?|photographes?|acteurs?|comediens?|scenaristes?|musiciens?|artistes?|infirmie\w+|pharmaciens?|"
    r"juges?|policiers?|notaires?|architectes?|parents?|amis?|conjoints?|coachs?|baby-sitters?|nounous?|psys?)\b"
)
_BODIES = (
    r"(?:town halls?|city halls?|county offices|ministr(?:y|ies)|parliaments?|prisons?|barracks|care homes|"
    r"administrations?|mairies?|prefectures?|ministeres?|hopital|hopitaux|tribunaux|armees?|casernes?|"
    r"conseil (?:municipal|d'administration|des prud'hommes|d'etat|constitutionnel)|prud'hommes|"
    r"assemblee|senat|parlement|commissariats?|maisons de retraite|ehpad|cabinets?|redactions?|amphis?)\b"
)
_THE = r"(?:an? |the |its |her |their |un |une |le |la |les |l'|des |d'|au |aux |son |sa |ses |du )?"

_GOT = re.compile(
    r"(?:gets?|got|just got(?: an?)?|finally gets|is getting(?: an?)?|receives?|received|picks? up|picked up|"
    r"gains?(?: an?)?|becomes) (?:"
    r"(?:lost|stuck|caught|confused|stumped|rattled|roasted|mocked|sidetracked|away with|into trouble|wrong)\b|"
    r"(?:ever |even |still )?more (?:hateful|racist|sexist|biased|stupid|rude|political|expensive|annoying|boring|"
    r"dangerous|wrong)\b|"
    r"\d+ (?:out of|points|stars|marks|per ?cent)\b|its (?:facts|news|answers|data|manners|ideas|jokes|power|name|"
    r"looks|money) from\b|"
    r"(?:better|worse|top|poor|full|good|bad|mixed|high|higher|low|lower) (?:marks|grades|scores|ratings|notes|"
    r"results)\b|"
    r"(?:ever )?(?:slower|worse|dumber|ruder|pricier|weirder|creepier|lazier|greedier|dearer)\b|"
    r"(?:no|some|more|little) (?:love|respect|flak|scrutiny|praise|blame|sympathy|credit)\b|"
    r"(?:an? |its |the |another |yet another |new |first )*(?:[\w-]+ )?(?:reality check|rivals?|competitors?|"
    r"lifeline|warning|scolding|fans?|enemy|enemies|habits?|black eye|cold shoulder|"
    r"second chance|last word|last laugh|final say|day in court|grades?|backlash|pushback|roasting|thumbs (?:up|"
    r"down)|blessing|slap|following|"
    r"bad press|cold reception|mixed reception|admirers?)"
    r"(?= (?:from|in|on|over|after|about|at|by|of|as|and|but)\b|\s*[,;:.?!]|\s*\Z))"
)
_GROWS = re.compile(
    r"grows? (?:(?:ever )?more |less |ever |too )(?!(?:capable|powerful|useful|multilingual)\b)[a-z]+|"
    r"learns? (?:an? |the |its |another )(?:\w+ )?(?:lessons?|costs?|price|truth|limits|meaning|hard way)\b"
)
_CAN = re.compile(
    r"can (?!now\b|finally\b|also\b|soon\b)[^,:;.]{2,50}?(?: no (?:better|worse|more) than\b|"
    r",? but (?:it |they )?(?:can'?t|cannot)\b)|"
    r"can now be (?:ordered|forced|compelled|held|quoted|cited)\b"
)
_MISUSED = re.compile(
    r"(?:lets?|helps?|now (?:lets?|helps?)|allows?|helped) (?:[\w-]+ )?" + _CROOKS + "|"
    r"(?:permet|permettent|permettait) (?:(?:a des|a un|a une|aux) (?:[\w-]+ )?" + _CROOKS + "|"
    r"d[e'] ?(?:tricher|frauder|pirater|escroquer|harceler|espionner|plagier)\b)"
)
_FRENCH = re.compile(
    r"(?:sait|savent) (?:(?:pour|avec|a|chez) )?(?:qui|combien|tout|ou|quand)\b|"
    r"(?:gagne(?:nt)?|se fait|s'offre) (?:des|du|de|un|une) (?:\w+ )?(?:ennemis?|adversaires?|detracteurs?|partisans?|"
    r"adeptes?|fans?|proces)\b|"
    r"herite d(?:es|u|e la|e l'|e) ?(?:\w+ )?(?:travers|defauts?|biais|vices?|prejuges|manies|problemes?)\b|"
    r"s'enrichi\w+ (?:sur le dos|aux depens|grace|de (?:vos|nos|leurs))\b|"
    r"appren\w+ (?:aux? [\w-]+ )?a (?:mentir|tricher|manipuler|trahir|voler|espionner|cacher|se cacher|"
    r"desobeir|resister|saboter)\b|"
    r"devien\w+ (?:(?:enfin|vite|vraiment|trop|si|tres) )*(?:utiles?|adultes?|serieu\w+|credibles?|incontournables?|"
    r"indispensables?|obligatoires?|rentables?|celebres?|agacant\w*|penibles?|matures?|folles?|fou|dingues?|incontrolables?|racistes?|cher|chere|couteu\w+)\b|"
    r"se met(?:tent)? (?:a (?:delirer|insulter|mentir|halluciner|derailler|divaguer|radoter|pleurer|paniquer|"
    r"menacer|tricher|bouder|ralentir|planter)|au (?:vert|regime|pas|diapason|garde-a-vous))\b|"
    r"offre(?:nt)? ses services\b|"
    r"remplace(?:nt)? [\w.+-]+ dans (?:les|nos|vos) (?:habitudes|usages|esprits|m(?:oe|œ)urs|c(?:oe|œ)urs)\b|"
    r"se fait une place (?:chez|aupres|parmi|au soleil)\b|"
    r"vous fait (?:perdre|payer|attendre|honte|peur|chanter)\b|"
    r"(?:recoi\w+|a recu|recolte) (?:une?|des|l[ae]|son|sa|de) (?:\w+ )?(?:notes?|amendes?|mises? en demeure|"
    r"avertissements?|plaintes?|lettre|carton|visite|soutien|accueil|critiques?|zero|blame|assignation|fessee)\b|"
    r"transforme(?:nt)? (?:l[ae]|les|des|une?|nos) (?:jeunes )?" + _PEOPLE + "|"
    r"s'ameliore(?:nt)?,? mais\b|"
    r"s'ouvre\w* (?:aux|a la|a des|a l') ?(?:annonceurs|publicites?|marques|sponsors|complotistes|arnaqueurs|escrocs|"
    r"pirates|controverse|critiques?|polemique)\b|"
    r"prend (?:la main|le controle|les commandes)[^,:;]{0,30}? et (?:efface|supprime|detruit|vide|plante|"
    r"casse|ruine)\b|"
    r"s'etend\w* chez (?:les|des) (?!premiers|clients|abonnes|utilisateurs|testeurs|particuliers|pros\b|developp)|"
    r"(?:s'etend\w*|remplace(?:nt)? [\w.+-]+) (?:dans|chez|aux?|a) " + _THE + _BODIES
)
_COMES = re.compile(
    r"(?:lands?|landed) (?:on|before) "
    + _THE
    + r"(?:[\w-]+ )?(?:blacklist|watchlist|docket|dock|headlines|blocklist|"
    r"(?:bans?|terror|sanctions) list)\b|"
    r"(?:comes?|came) out (?:on top|ahead(?= in| on|\Z)|last|second|third|worst|best|against|swinging|looking)\b|"
    r"(?:turns?|shows?|pops?) up (?:in|on|at) "
    + _THE
    + r"(?:[\w-]+ )?(?:divorces?|courts?|wills?|ballots?|obituar\w+|sermons?|essays?|church|trials?|rulings?|verdicts?|"
    r"hearings?|lawsuits?|homework|funerals?|weddings?|speech(?:es)?)\b|"
    r"moves in with (?:[\w-]+ )?(?:pensioners|seniors|widow\w*|couples|the elderly)\b|"
    r"slides? into (?:[\w-]+ )?(?:place|irrelevance|obscurity|decline|controversy|insults|nonsense|despair)\b|"
    r"(?:drops?|dropped) (?:in|on|down|out of|from) [^,:;]{0,25}?(?:rankings?|charts?|polls?|usage|traffic|"
    r"popularity)\b|"
    r"(?:lands?|arrives?|comes?|heads?|moves?|rolls?|marches|is (?:now )?(?:in|coming to)) ?(?:in|into|to|inside)? "
    + _THE
    + r"(?:[\w-]+ ){0,2}"
    + _BODIES
    + r"|is (?:here|available|out|back),? (?:and|but) (?:who (?:wants|needs|cares)|(?:nobody|no one|"
    r"few|not everyone|critics|fans|opinions?)\b|"
    r"it still (?:does not|doesn't|cannot|can't))\b|"
    r"is (?:now )?out of (?!(?:beta|preview|the lab|the box)\b)|is here to stay\b|"
    r"leaves? (?:\w+ )?\w+(?:ers|s) (?:cold|puzzled|baffled|angry|wanting|unimpressed|fuming)\b|"
    r"opens? its doors to (?:[\w-]+ )?(?:conspir\w+|hate|scam\w*|abuse|fraud\w*|spam\w*|propaganda|ads|advertis\w+|"
    r"s[ck]eptics|critics|visitors|tourists|neighbou?rs|reporters|inspectors|school\w*|pupils)\b|"
    r"(?:is )?(?:now )?(?:an? )?part of (?:the |daily |everyday |your |our |every |school |"
    r"family )?(?:[\w-]+ )?(?:jobs?|curricul\w+|"
    r"syllabus|life|routines?|furniture|culture|problem|landscape|exams?|conversation|debate|plot|story|scenery|"
    r"training)\b|"
    r"(?:is|are) coming for (?:your|our|their|my|his|her|everyone's)\b|"
    r"comes? to "
    + _THE
    + r"(?:dinner|breakfast|kitchen|negotiating|operating|lunch) table\b|lands? on [^,:;]{0,30}\bagenda\b|"
    r"(?:is )?(?:now )?available to (?:no one|nobody|(?:almost|hardly|all) (?:no|any|but)|few)\b|"
    r"is here,? (?:whether|like it)\b|is out at (?!last\b|the same\b|\d|an?\b)|"
    r"arrives? at (?:its|an?|the) (?:[\w-]+ )?(?:birthday|anniversary|crossroads|turning point|moment|conclusion|"
    r"party)\b|"
    r"(?:(?:has|have) )?come to (?:dominate|mean|rule|represent|symboli[sz]e|define|regret|stand for|haunt)\b|"
    r"(?:has |have )?land(?:s|ed) [\w.'-]+ in (?:an? |hot |deep |the )?(?:mess|trouble|water|court|jail|pickle|row|"
    r"soup|spotlight|"
    r"dock)\b|goes? live on (?:air|television|radio|stage)\b|"
    r"now ha(?:s|ve) to [a-z]|ha(?:s|ve) (?:fewer|few|no|many|more) (?:friends|enemies|rivals|critics|fans|"
    r"allies)\b|"
    r"is here to (?:judge|stay|replace|haunt|annoy|ruin|kill|steal)\b|"
    r"(?:arrives?|lands?|finishes) (?:in )?(?:first|second|third|fourth|fifth|last) (?:place|of|behind)\b|"
    r"(?:turns?|shows?|pops?) up in (?:[\w-]+ )?(?:papers|filings|court records|testimony|evidence)\b|"
    r"(?:makes?|made|finds?|found) (?:its|their) way (?:in|on|in)?to "
    + _THE
    + r"(?:[\w-]+ )?(?:vows|sermons?|speech(?:es)?|"
    r"courts?|novels?|essays?|homework|politics|campaigns?|divorces?|laws?|bills?|verdicts?|papers?|research|exams?|"
    r"lessons?)\b"
)
_VIENT = re.compile(
    r"(?:est|etait) la pour (?:durer|rester)\b|"
    r"s'installe\w* (?:dans|chez|a|au|en) "
    + _THE
    + r"(?:couples?|divorces?|testaments?|controverse|duree|paysage|vie|quotidien|m(?:oe|œ)urs|"
    r"esprits|habitudes|doute|deni|conversations?|debat)\b|"
    r"(?:entr|arriv|debarqu|tomb)\w+ dans "
    + _THE
    + r"(?:m(?:oe|œ)urs|viseur|collimateur|zone|top|classement|palmares|cercle|club|debat|danger|"
    r"histoire|vie|habitudes|legende|turbulences)\b|"
    r"entr\w+ en (?:guerre|conflit|resistance|politique|campagne|crise|disgrace|zone de|religion|eruption)\b|"
    r"sort(?:ent)? (?:des rails|du bois(?! avec)|du cadre|des clous|de ses gonds|de son silence|de la course|"
    r"du lot|de piste|de route|vainqueurs?|gagnante?s?|perdante?s?|grandie?s?|indemnes?)\b|"
    r"(?:atterri\w+|debarqu\w+|arriv\w+|s'invit\w+|"
    r"fait (?:son entree|ses debuts|son apparition|ses premiers pas|ses classes)) "
    r"(?:dans|devant|sur|chez|a|au|aux|en) "
    + _THE
    + r"(?:(?:divorces?|testaments?|couples|disputes|urnes|obseques|dossiers?|"
    r"juge|juges|tribunal|liste noire|corbeille|justice|prison|proces|programmes? scolaires?)\b|"
    + _BODIES
    + ")"
)
_REPLACES = re.compile(r"(?:replaces?|replaced|remplace|remplacent) " + _THE + r"(?:[\w-]+ )?" + _PEOPLE)
_AFFAIRS = (
    r"(?:standing|its image|reputation|bets|concessions?|evidence|veto|testimony|the race|fray|ses pions)"
)
_ANOTHERS = re.compile(
    r"\S+ (?:its |the |more |new |their )?(?:[\w-]+ )?ai (?:spending|outlays?|fears?|worries|concerns?|doubts?|hype|"
    r"trainers?|raters?|workers|staff|headcount|concessions?|emissions|job cuts?|pledges?|lobbying|chief|boss|talent)"
    r"(?= (?:to|in|on|for|as|after|again|amid|with|by|from|at|over|despite|even|while|and)\b|\s*[,;:.?!]|\s*\Z)|"
    r"\S+ (?:[\w'-]+ ){0,3}?"
    + _AFFAIRS
    + r" (?:with|for|over|on|in|to|about|dans|pour|aupres)\b(?! (?:its|an?) new\b)|"
    r"(?:takes? on|courts?|challenges?|targets?|goes after|hits back at|fires back at|sues?)\b(?:(?!\bwith\b)[^,:;])*? "
    r"over (?!\d)(?!.*\bwith (?:an?|its|new)\b)|"
    r"(?:drops?|dropped|removes?) [\w.+-]+ from\b|"
    r"(?:pushes?|forces?|foists?) [\w.+-]+ on (?:its |reluctant |unwilling |wary )(?:\w+ )?" + _PEOPLE + "|"
    r"(?:tweaks?|updates?|retools?|reworks?|adjusts?) [\w.+-]+ (?:(?!to\b|"
    r"with\b)\w+ )?after [^,:;]{0,30}?(?:complaints?|"
    r"outcry|backlash|criticism|deaths?|lawsuits?|leaks?)\b|"
    r"puts? (?:the )?brakes on\b|(?:pushes|sets|puts|holds) [\w.+-]+ back\b|"
    r"(?:met\w* [\w.+-]+ au (?:regime|placard|piquet)|transforme [\w.+-]+ en vache a lait)\b|"
    r"\S+ [\w.+-]+ (?:bonus(?:es)?|sales|revenue|budgets?)(?= (?:by|to|in|for|with|as|after)\b|\s*[,;:.?!]|\s*\Z)|"
    r"\S+ (?:[\w-]+ ){0,2}support (?:in (?:the )?(?:congress|parliament|senate|house|brussels|washington|london|"
    r"berlin)|among|"
    r"from)\b|"
    r"(?:adds?|added|brings?|moves?|names?) [^,:;]{2,50} (?:in|on)?to (?:its|the|their) (?:[\w.-]+ ){0,3}(?:team|"
    r"staff|"
    r"division|ranks|payroll|leadership)\b|"
    r"offers? [^,:;]{3,30} a (?:way|chance) to (?:move|leave|quit|opt out|settle|object|complain)\b|"
    r"(?:enters?|joins?) [^,:;]{3,40} (?:as an? (?:defendant|witness|plaintiff|suspect|sponsor|customer|tenant|"
    r"guest)|with (?:lawyers|"
    r"lawsuits?|a (?:pledge|petition|lawsuit|plea)))\b|"
    r"\S+ (?:[\w.-]+ ){1,4}on its own (?:[\w-]+ )?(?:staff|warehouses|stores|books|lawyers|employees|engineers|"
    r"workers|people|recruiters|"
    r"coders|"
    r"developers|teams)\b|"
    r"puts? ai at the (?:heart|cent(?:er|re)|core) of (?:its|their) (?:[\w-]+ )?(?:interviews?|hiring|reviews|"
    r"meetings|recruitment|"
    r"payroll|strategy|culture|budget|business|future)\b|"
    r"lets? (?:ai|chatbots?|algorithms?|an algorithm) (?:decide|judge|fire|pick|choose|rank|grade)\b(?! (?:your|"
    r"what you|for you))|"
    r"brings? [^,:;]{2,50} under one roof\b|offers? [^,:;]{3,40} \d+ (?:dollars|euros|pounds) (?:each|apiece)\b|"
    r"updates? (?:investors|staff|shareholders|regulators|lawmakers|analysts|its board) (?:on|about)\b|"
    r"turns? (?:[\w-]+ )?(?:doubts?|fears?|criticism|failure|crisis|setback|loss|scandal)(?: [\w-]+)? into\b|"
    r"(?:boosts?|raises?|lifts?|cuts?|doubles?) [^,:;]{2,30}(?:'s|s'|’s|s’) (?:pay|salar(?:y|ies)|bonus(?:es)?|"
    r"wages|budgets?)\b|"
    r"(?:tweaks?|adjusts?|reworks?|retools?) [^,:;]{2,40} after [^,:;]{3,60}|"
    r"(?:improves?|polish(?:es)?|burnish\w*|repairs?) [^,:;]{2,30}(?:image|reputation|standing|name|odds|chances)"
    r"(?= (?:in|with|among|after|at|by|on)\b|\s*[,;:.?!]|\s*\Z)|"
    r"adds? (?:an? |another )(?:extra )?(?:day|week|month|year)s? to\b|"
    r"(?:drops?|dropped) (?:its|the|their) (?!new|first|latest|next|newest|most|own|long)|"
    r"lets? (?:its |their )?(?:own )?(?:staff|candidates|applicants|recruits) use\b|"
    r"links? [^,:;]{2,40} to (?:lower|higher|fewer|rising|falling|a (?:drop|rise|fall))\b|"
    r"(?:designs?|develops?|builds?|creates?|publishes) (?:an? |the )(?:\w+ )?(?:test|exam|yardstick|case|wall) "
    r"(?:for|against|around|of)\b|"
    r"donn\w+ du (?:fil a retordre|grain a moudre)\b|met\w* la (?:main au portefeuille|pression)\b|"
    r"(?:gonfl|accr|augment|rev|redui|amelior|soign|renforc)\w+ (?:ses|son|sa|les) (?:depenses|budgets?|"
    r"couts|effectifs|"
    r"efforts|ambitions|image|retard|lobbying|investissements) (?:\w+ )?(?:dans|en|pour|aupres|sur|d')"
)
_HANDED = re.compile(
    r"(?:makes?|made|making|rend\w*|met\w*) [^,:;]{0,30}?(?:records|logs|data|chats|documents|emails|files|"
    r"transcripts|donnees|"
    r"conversations|journaux|fichiers) (?:available|accessibles?|disponibles?|a disposition) "
    r"(?:to|for|a|au|aux|de) "
    + _THE
    + r"(?:[\w-]+ )?(?:investigators?|courts?|police|prosecutors?|lawmakers|regulators?|"
    r"judges?|auditors?|plaintiffs?|inspectors?|inspection|enqueteurs?|policiers?|juges?|justice|procureurs?)\b|"
    r"(?:gives?|leaves?|offers?) (?:[\w.+-]+ ){1,3}?(?:no|little) (?!time\b|cost\b|charge\b)[a-z]|"
    r"(?:gives?|offers?|grants?) [\w +-]{3,30} (?:an? |more )?(?:choice|say|vote|veto|way out|opt-out) (?:on|over|"
    r"about|whether|in whether)\b|"
    r"(?:gives?|offers?) [\w +-]{3,30} an? (?:choice|ultimatum)(?=:|, (?!add|bring|includ|with))|"
    r"gives? (?:in to|way to|rise to|ground|credence|pause)\b|puts? [^,:;]{2,50} behind (?:an?|its|the) paywall\b|"
    r"\S+ the wrong [a-z]|"
    r"opens? (?:[\w.'-]+ ){0,3}(?:archives?|records|files|books|logs|chats|"
    r"data) to (?:the )?(?:[\w-]+ )?(?:investigators?|"
    r"police|prosecutors?|lawmakers|regulators?|judges?|courts?|auditors?|plaintiffs?|inspectors?)\b|"
    r"(?:opens?|exposes?) [\w.+-]+ (?:up )?to (?:[\w-]+ )?(?:lawsuits?|criticism|attacks?|scrutiny|abuse|claims|"
    r"fraud|ridicule|"
    r"charges)\b|"
    r"\S+ (?:[\w.-]+ ){1,4}to its own (?:[\w-]+ )?(?:data cent\w+|staff|employees|offices|engineers|warehouses|"
    r"teams)\b|"
    r"(?:gives?|gave|hands?) [\w.+-]+ (?:an? |the |some )(?:age limit|curfew|veto|deadline|last word|final say|"
    r"bloody nose|"
    r"headache)\b(?! \w+ for\b)|"
    r"(?:pousse|impose|met|propulse) [\w.+-]+ (?:a|entre les mains de) ses (?:employes|salaries|ingenieurs|equipes)\b"
)
_WILL = re.compile(
    r"will (?:tell|report|snitch)[^,:;]{0,15}? (?:the )?(?:police|authorities)\b|"
    r"parl\w+ (?:francais|anglais|allemand|espagnol) (?:comme|mal|avec un accent)\b|"
    r"hits? (?:an? |the )?(?:brick )?(?:wall|snags?|ceiling|plateau|rough patch|headlines)\b"
)
_ORDER = (
    r"(?:(?:better|fairly|mieux|de|d'|a) ?)?(?:regulat|tax|govern|pay|compensat|settl|fund|financ|measur|grad|rank|"
    r"polic|lobby|(?:make|lose|earn|raise) (?:more )?money|power (?:ai |its )?data|curb|licen[sc]e (?:news|content)|"
    r"hire|ai (?:safety|law|rules|governance|ethics|policy)|regul|encadr|reglement|gouvern|mesur|remuner|gagner|"
    r"perdre|recrut|evaluer)"
)
"""What one does to firms, people and figures, and no user to his files."""
_WAYS = re.compile(
    r"(?:proposes?|proposed|proposing) (?!(?:an? |the |its |their |two |new |open |open-source |common |shared |"
    r"simple |universal |free |single |ai |agent |file |technical |une? |des |de |nouve\w+ )*(?:ways?|protocols?|"
    r"standards?|formats?|interfaces?|specifications?|specs?|api|language|facons?|manieres?|protocoles?|langage|"
    r"agents?|assistants?|outils?|modeles?|fonction\w*|options?|mode|ia)\b)(?=(?:an? |the |its |new |to |that |changes|"
    r"ai |\d))|"
    r"\S+ (?:[\w-]+ ){0,4}?(?:ways?|standards?|frameworks?|yardsticks?|cadre|facon|maniere|moyen|norme)s? "
    r"(?:to|of|for|pour|de|d') ?" + _ORDER
)
"""`proposes a cap on AI spending`, `has a new way to make money`: meant for a market or a state, and for no user."""
_SENSES = (_GOT, _GROWS, _CAN, _MISUSED, _FRENCH, _COMES, _VIENT, _REPLACES, _HANDED, _WILL, _WAYS)


def other_sense(reading: Reading, text: Text, clause: Clause, at: int, weak: bool) -> bool:
    """Nothing comes of the verb at `at`; a `weak` one of making and giving is asked for its object, too."""
    if reading.organisation is not None:
        return False
    start, end = clause.units[at].start, clause.sentence.end
    asked = (*_SENSES, _ANOTHERS) if weak else _SENSES
    return any(sense.match(text.folded, start, end) for sense in asked)


def tells_other(reading: Reading, text: Text) -> bool:
    """Some verb of the text has another sense; which one acts is left open, as the wide net's readers do."""
    return reading.organisation is None and any(
        sense.match(text.folded, word.start()) for word in _WORD.finditer(text.folded) for sense in _SENSES
    )


_WORD = re.compile(r"(?<![\w'-])[a-z]")
