"""The words that show each sign, as a table: so one pattern of all of them sees that a headline has none, as most have.

A line is a kind of happening, the heads of what shows it, each at the beginning of a word, and after ` >` what follows
any of these: where nothing is said, the end of the word. What is set in goes on with the line before. In folded text,
its apostrophes turned into spaces. Compiled when first asked for: a command that compares no headlines goes without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from processors.matching.later_table import LATER

_MOVES = """slips|slip|slides|slide|slid|dips|dip|sinks|sink|sank|falls|fall|fell|tumbles|tumble|plunges|plunge|drops
|drop|climbs|climb|jumps|jump|surges|surge|soars|soar|rallies|rally|gains|loses|recule|chute|plonge|devisse|decroche|bondit
|grimpe|s.envole|flambe|perd""".replace("\n", "")
"""What a share does."""
_DEAL = (
    r"(?:acquisitions?|takeover|purchase|buyout|merger|tie up|deal|stake|investment|rachat|fusion|prise de \w+"
    r"|reprise|investissement|participation)\b"
)
"""What an authority looks into, blocks or clears, and what is undone."""
_LAW = r"(?:laws?|bills?|acts?|directive|regulations?|statute|loi|lois|projet de loi|reglement)\b"
"""What a parliament makes and a head of state signs, or not."""
_Line = tuple[list[str], str]
"""Heads, and what follows them."""
_TABLE = r"""
again: yet another|two more|three more|four more|five more
again: further > (?!(?:away|ahead|behind|into|than|down|along|up)\b)\w+
again: deux autres|trois autres|quatre autres|cinq autres
again: another > (?:lawsuit|outage|suit|complaint|round)\b
again: also > (?:sues?|suing|files?)\b
again: joins? > .{0,40}\b(?:suing|lawsuits?|suit)\b
again: rejoint > .{0,40}\bplaintes?\b
again: attaque|poursuit|assigne > (?:aussi|egalement)\b
again: second|third|new > (?:lawsuit|outage|suit|complaint)\b
again: deuxieme|nouvelle|autre > (?:panne|plainte|poursuite)\b
in turn: in turn|a son tour|a leur tour|au tour d
repeated: second|third|fourth > time\b
repeated: deuxieme|troisieme|quatrieme|seconde > fois\b
repeated: again|once more|a nouveau|de nouveau|une nouvelle fois
figures: \d >[\d .,]*\s*(?:k|m|mille|thousand|millions?|billions?|milliards?)?\s*(?:de |d )?
  (?:(?:weekly|monthly|daily|paying) )?(?:users|utilisateurs|orders|commandes|downloads|telechargements
  |subscribers|abonnes|sold|vendus|vendues)\b
figures: already|deja >\b[^$€]{0,30}\d(?![\d.,]* ?(?:milliards?|millions?|billions?) (?:d|de|of|in|dollars|euros)\b)
price: cuts?|halves|slashes|drops|lowers|raises|doubles|hikes|baisse|baissent|divise|casse|reduit|augmente
  |double >\b.{0,25}\b(?:prices?|prix|tarifs?|cost|fees?)\b
price: price > (?:cut|hike|rise|drop)s?\b
price: baisse|hausse > (?:de|des|du) (?:prix|tarifs?)\b
people: quits?|resigns?|steps down|departs|leaves|poache[ds]|demissionne|quitte|debauche
people: joins?|rejoint|named?|names|appoint\w*|taps|nomm\w+ >\b[^,:;]{0,50}\b(?:chief|ceo|cto|cfo|coo|head of|president
  |directeur|directrice|pdg|a la tete|(?:as|en tant que|comme) (?:\w+ ){0,3}(?:researcher|engineer|scientist|advis[eo]r
  |boss|director|vp|chair\w*|designer|chercheu\w+|ingenieure?|conseill\w+|patronn?e?))\b
people: joins?|joining|rejoint|entre|siege|siegera > .{0,30}\b(?:board|conseil d administration)\b
people: board seat|seat on the board|siege au conseil
people: is|as|est|becomes|devient > .{0,30}\bnew (?:chief|ceo|cto|cfo|coo|head|president)\b
people: nouveau|nouvelle > (?:directeur|directrice|patron|patronne|pdg|president|presidente|chef)\b
flaw: exfiltrates?|exfiltrated|exfiltrating|exfiltre|backdoor|porte derobee|zero day|went rogue|goes rogue
flaw: leak|leaks|leaked|leaking|spill|spills|spilled|spilling|exposes|exposed|exposing|divulgu\w+|expose
  |exposent|fait fuiter|laisse fuiter >\b.{0,30}\b(?:data|files?|emails?|chats?|conversations?|secrets|keys?
  |passwords?|donnees|fichiers|courriels|mots de passe|cles|echanges)\b
flaw: deletes|deleted|deleting|wipes|wiped|wiping|efface|supprime >\b.{0,30}\b(?:databases?|files|production
  |drive|hard disk|bases? de donnees|fichiers|disque)\b
flaw: flaw|vulnerability|bug|security hole|security gap|exploit|weakness|faille|vulnerabilite
   > (?:\w+ ){0,2}(?:in|lets?|allow\w*|could|can|expos\w*|affect\w*|dans|permet\w*|touche\w*)\b
flaw: can|could|peut|pouvait > be (?:tricked|hijacked|abused|fooled|manipulated)\b
flaw: tricked|hijacked|coaxed|piege|pieges|piegee|detourne|detournee|detournes > (?:into|by|with|to|par|pour|afin)\b
inquiry: investigated > (?:over|by|for|after)\b
inquiry: investigates?|investigating|being investigated|investigation|inquiry|probe|probes|probed|probing|enquete
  |enquetent|scrutiny
inquiry: regulators?|watchdogs?|authority|authorities|ico|cnil|cma|ftc|regulateurs?|autorites? >\b.{0,25}\b(?:asks?
  |questions?|queries|inquir\w+|concerns?|looking into|examin\w+|s interroge\w*
  |interroge\w*|warn\w*|issues? a warning|alerte\w*|met\w* en garde|demande des (?:comptes|explications))\b
delayed: is|are|was|gets > (?:\w+ )?(?:delayed|postponed)\b
delayed: delays|postpones|pushes back|pushed back|slips to|held back|holds back|patienter|repousse
  |repousses?|repoussee|reporte|reportee|reportent|decale|decalee|ajourne|ajournee|retarde|retardee
tariff: tariffs?|duties|droits? de douane|surtaxes?|export fee
allowed: allows|allowed|approves|approved|permits|clears|green lights?|autorise\w*|donne son feu vert
   >\b[^,:;]{0,40}\b(?:sales?|exports?|chips?|use|ventes?|exportations?|puces?)\b
allowed: lifts|lifted|eases|loosens|drops|dropped|reverses|reversed|ends|scraps|rescinds|leve|assouplit|annule
   >\b[^,:;]{0,40}\b(?:ban|controls?|curbs|restrictions?|embargo|rules|interdiction)\b
law-made: signs?|signed|passe[sd]|adopts|adopted|enacts|enacted|approves|approved|promulgue\w*|adopte\w*|vote|votent
  |votee?|approuve\w* >\b[^,:;]{0,50}\bLAW
law-stopped: vetoe?s|vetoed|veto|blocks|blocked|bloque\w*|rejects|rejected|kills|killed|strikes down|struck down
  |withdraws|withdrawn|rejett?e\w*|enterre\w*|censure\w*|met son veto >\b[^,:;]{0,50}\bLAW
law-asked: proposes?|proposed|introduces?|introduced|drafts?|considers?|weighs?|debates?|urges?|propose|proposent
  |depose\w*|examine\w*|debat\w* >\b[^,:;]{0,50}\bLAW
score: claims?|takes?|retakes?|tops? > (?:the |a )?(?:\w+ )?(?:lead|crown|top spot|first place|number one)\b
score: new leader > (?:in|on|at)\b
score: leaderboard|benchmarks?|tops|lmarena|ranks?|classement|outperforms|surpasse
reaction: MOVES > (?:de |by )?\d+(?:[.,]\d+)? ?%
reaction: MOVES > (?=(?:as|after|on|by|to|in|amid|for|from|with|at|despite|\w+ly|sharp|hard|back|further|again|more
  |most|nearly|almost|about|another|than|higher|lower|late|early|premarket|ahead|\d|apres|suite|a|de|en|sur|malgre|au
  |dans|\w+ment)\b).{0,40}\b(?:as|after|on (?:news|word|fears|hopes|report)|apres|suite|wall street|bourse|analysts?
  |despite|malgre|in value|de valeur|de capitalisation|best day|worst day)\b
reaction: shares?|stocks?|l action|le titre|en bourse >\b.{0,30}\b(?:slip|slid|dip|sink|sank|fall|fell|tumble
  |plunge|drop|climb|jump|surge|soar|rall|gain|rise|rose|recul|chut|plong|deviss|bondi|grimp|envol|flamb)\w*
reaction: investors?|shareholders|wall street|markets?|traders|investisseurs|marches
  |bourse > (?:are |is |sont |est )?(?:cheers?|shrugs?|punish\w*|dumps?|flees?|panics?|reacts?|rewards?|spooked
  |rattled|jittery|unnerved|applaudi\w*|sanctionn\w*|salue\w*|s affole\w*|paniquent?|inquiets?|fuient)\b
reaction: spooks?|rattles?|unnerves?|jolts?|affole|secoue|inquiete|rassure > (?:the |les |la |le )?(?:investors?
  |shareholders|markets?|wall street|stocks|bourse|marches|actionnaires)\b
reaction: sheds?|wipes?|wiped|perd|perdent|efface >\b.{0,20}\d ?(?:bn|billions?|milliards?)\b
advice: reasons? > (?:(?:not )?to|why investors) (?:buy|sell|own|avoid)\b
advice: should|faut.il >\b.{0,25}\b(?:buy|sell|own|acheter|vendre|investir)\b(?! (?:the|its|his|a|an|up|le|la|son|sa)\b)
advice: is|are >\b.{2,40}\ba (?:good |better |top |strong |screaming |long term )?buy\b(?! ?out)
advice: stocks?|shares|actions?|valeurs? > (?:to|worth|a) (?:buy|buying|own|owning|sell
  |watch|acheter|suivre|surveiller|vendre)\b
advice: better > (?:buy|(?:ai )?stock)\b
advice: buy > or (?:sell|hold|wait|avoid)\b
advice: price targets?|bull case|bear case|objectif de cours
named: names?|appoints?|picks|nomme|choisit > (?:a |its |un |une |son |sa )?(?:new|nouve\w+)\b
named: succeeds?|succede|takes over as
named: devient > (?:directeur|directrice|patron|pdg)\b
aftermath: recalls|rappelle|accuses
answer: blasts|slams|lambasts|mocks|taunts|scoffs|lashes out|fustige|tacle|etrille|raille|ironise|pushes back
  |push back|pushing back
aftermath: pulls|pulled >\b(?! in\b| .{0,25}\bout of\b| (?:off|ahead|together|up)\b)
guide: ^analyse|^analysis|^how|the real reason|the real story
aftermath: scrambles|scrambled|scrambling|rushes|rushed|rushing|races|raced|racing|s empresse|se hate|se precipite
   > (?:to|de|d|pour) (?:\w+ly )?(?:remove|fix|patch|contain|limit|delete|take down|pull|block|stop|reassure|calm
  |supprimer|corriger|limiter|retirer|bloquer|rassurer|endiguer)\b
guide: signals > (?:a |an |the |its )?\w+
guide: what > .{2,50}\b(?:means?|says about|tells us|shows us|gets (?:right|wrong))\b
guide: was|were|a ete|ont ete > (?:\w+ ){0,2}(?:built|written|coded|made|developed|concue?|codee?|ecrite?
  |developpee?).{0,30}\b(?:(?:in|en) (?:\w+ ){0,3}(?:days?|weeks?|hours?|jours?|semaines?|heures?)|using|a l aide)\b
guide: ^in > (?:just |only |under |about |less than )?\w+ (?:days?|weeks?|hours?)\b
  .{0,30}\b(?:built|wrote|coded|made|developed)\b
guide: built|wrote|coded|a concu|a code|a ecrit|a developpe > .{0,40}\b(?:(?:entirely|mostly|largely
  |entierement) (?:by|with|using|par|avec)|in under|in just
  |en moins de|en seulement)\b
guide: \d+|three|four|five|six|seven|eight|nine|ten|trois|quatre|cinq|sept|huit|neuf|dix > (?:\w+ )?(?:things|ways
  |examples|questions|reasons|takeaways|tips|tricks|rules|steps|mistakes|prompts|exemples|astuces|raisons|choses|usages
  |regles|conseils|erreurs|etapes|reflexes|pieges|methodes)\b
guide: tips|conseils|astuces|best practices|bonnes pratiques > (?:for|to|on|pour|afin)\b
guide: system card|model card >(?<!with \w{6} card)(?<!with a \w{6} card)(?<!with its \w{6} card)(?<!with \w{5} card)
  (?<!with a \w{5} card)(?<!with its \w{5} card)\b
guide: fiche systeme|mode d emploi|tutoriel|tutorial|cheat sheet|walkthrough
review: ^test|test du|test de|test des
review: ^which >\b.{5,}\?
review: ^opinion|^commentary|^comment|^column|^editorial|^op ed|^tribune|^edito|^chronique|^billet > ?[:|–—-]
review: could|may|might > (?:signal|herald|backfire|come to regret|be (?:a|the) (?:mistake|bubble|sign|turning point))\b
review: points? > to (?:a|the|how|where|what)\b
review: didn t|doesn t|don t|isn t|wasn t|aren t|weren t|did not|does not|is not|was not|are not
   >(?<!that doesn t)(?<!that isn t)(?<!that don t)(?<!that aren t)(?<!that is not)(?<!that does not)
   (?:really|actually|just|only|about|quite|enough|as)\b
review: is|are > (?:really|actually|all) about\b
review: is|are|was > (?:a|an|the) (?:very |so )?(?:bad|big|huge|risky|smart|strange|terrible
  |dangerous|cynical|desperate|clever|sad|wild|odd|right|wrong)
   (?:idea|bet|mistake|gamble|move|sign|choice|call|precedent|deal)\b
review: skepticism|scepticism|scepticisme|slop|overhyped|overrated|underwhelm\w+|snake oil
review: makes? > (?:no |perfect |little |a lot of |so much |more |plenty of )?sense\b
review: should > (?:worry|scare|terrify|alarm|concern) (?:you|us|every\w+)\b
review: winners > (?:and|or) losers
review: has|have|a > (?:a|an|un|une) (?:\w+ ){0,3}(?:problem|probleme)\b
review: ^quel|^quels|^quelle|^quelles >\b.{5,}\?
review: thoughts|impressions|reflections|reflexions|musings > (?:and (?:\w+ ){1,3})?(?:on|about|around|from|of|sur
  |apres)\b
review: should > (?:all |also |really )?(?:be |start )?(?:pay|paying|take|taking) (?:\w+ )?(?:attention|note|notice
  |heed)\b
review: should > (?:all |also |really )?be (?:worried|concerned|alarmed|scared|afraid|nervous|skeptical|wary)\b
review: reasons?|raisons? > (?:to|not to|de|d|pour) (?:be|get|feel|stay|etre|rester|se|s|en|ne pas) ?(?:excited
  |worried|concerned|hopeful|optimistic|careful|skeptical|wary|inquiet|inquieter|rejouir|mefier|emballer)\b
review: is|are > (?:\w+ly |almost |just |not |now )?as (?:good|bad|smart|fast|clever|useful) as\b
review: is|are|feels|felt > (?:\w+ly |still |a |an |the |pretty |so |too |only )*(?:good|great|impressive
  |disappointing|amazing|terrible|useless|mess|disappointment|letdown|gimmick|joke|disaster|game changer|masterstroke
  |gamble|distraction)\b(?! (?:at|for|enough|to go)\b)
review: lives?|live > up to\b
review: falls short|fell short|disappoints|impresses|underdelivers|disappointment|tient ses promesses
  |tiennent leurs promesses|decoit|impressionne|bluffe|a l epreuve|a l usage
review: puts?|putting > .{0,40}\bto the test\b
review: first|premier|premiere|premieres > (?:look|impressions?|regard|contact)\b
  (?<!gives first look)(?<!gives a first look)(?<!offers first look)(?<!offers a first look)(?<!shares first look)
review: worth > (?:the|it|your|paying|switching)\b
review: vaut|valent|que > (?:le coup|la peine|vaut|valent|vraiment)\b
review: ^is|^are|^can|^could|^does|^do|^did|^has|^have|^was|^would|^will > .{8,}\?(?! (?:\S+ ){4,}\S)
review: feels? > like\b
review: is|are > (?:losing (?:its|his|their|the)|doomed|in (?:trouble|denial|deep trouble)|lagging|falling behind
  |running out of|playing catch up|overvalued|the (?:future|end|death|beginning|start|best \w+ nobody) |coming for)
review: made|makes|make >\b.{0,25}\b(?:mistake|worse|harder|weaker|a mess)\b
review: a gift > (?:to|for)\b
review: ^the > (?:end|rise|fall|death|hidden|real|true|dark|quiet|strange|curious|uncomfortable|uneasy)\b(?!-| estate\b)
  (?! of (?:the )?(?:month|year|week|summer|january|february|march|april|may|june|july|august|september|october|november
  |december)\b)
review: who s|who is|what s|what is > really (?:behind|going on)\b
review: ^who > (?:wins|loses|needs|benefits|pays|really|is afraid)\b
review: shouldn t|should not > (?:use|trust|buy|believe|expect|have)\b
review: ^don t|^do not|^stop > (?:believe|be fooled|trust|buy|panic|expect|count on|worry|calling|pretending)\b
review: proves|exposes|illustrates|underscores|highlights > (?:that|how|why|just how|the (?:limits|risks?|dangers?
  |cost|need|gap)|\w+ labs)\b
review: biggest|only|real > (?:problem|question|winners?|losers?|risk|weakness|mistake)\b
review: hidden|true|real|human > costs?\b
review: in defen[cs]e of|in praise of|a lament for|^notes on|the good,? the bad|own goal|misstep|blunder|hubris
  |s gamble
review: big|risky|costly|biggest|wild|desperate|dangerous > gamble\b
review: ^living with|^trying out|a week with|a month with|a day with|weeks with|months with
review: there s|there is|there are|there aren t|there isn t > (?:no|nothing|not|any|a lot|little) .{0,20}\b
  (?:reasons?|point|way|new|need|excuse|sense)\b
review: nobody|no one > will\b
review: changes?|change > everything\b
review: coup > de (?:maitre|bluff|poker|genie|com)\b
review: le pari|son pari|pari > (?:risque|fou|audacieux|gagnant|perdant|dangereux)\b
review: mais > (?:cher|chere|decevant|trop|imparfait|limite|pas (?:encore|assez|sans))\b
review: les vraies|les vrais|les veritables > (?:raisons|enjeux|limites|gagnants|motivations)\b
review: et maintenant|et apres > ?\?
review: le debut de la fin
review: pieds d argile|joue gros|joue sa survie|l envers du decor|la face cachee|dans la tete d
review: prend > (?:un|le|des) risques?\b
review: ^les limites|^les lecons|^les risques|^la fin|^l erreur|^la strategie > (?:de|d|du|des)\b
review: n est pas|ne sont pas >(?<!qui n est pas)(?<!qui ne sont pas) (?:la|le|un|une|si|qu un|qu une)\b
review: il faut|mieux vaut > (?:(?:se |s en )mefier|rester prudent|relativiser)\b
review: with|avec > (?:a (?:grain|pinch) of salt|des pincettes)\b
review: le probleme > (?:avec|de|d|c est)\b
guide: everything|all > (?:you need to know|we know|wrong with)\b
guide: ce que > (?:change|revele|cache|implique|signifie|dit|nous (?:dit|apprend))\b
guide: ce que > .{0,40}\b(?:dit|revele|change|nous apprend) (?:de|d|du|sur|pour)\b
review: the problem|the trouble|the case|the risk > (?:with|for|against|in)\b
review: raises?|poses?|pose|souleve > .{0,20}\b(?:questions?|eyebrows|concerns|fears|doubts|craintes
  |inquietudes|doutes)\b
review: deal|accord|partnership|partenariat|alliance|takeover|rachat|launch|lancement
   > (?:spells|pushes|sidelines|threatens|fuels|deepens|fragilise|menace|relegue|bouscule|inquiete|interroge)\b
  (?!.{0,60}\b(?:value|valuation|worth|ties)\b)
review: a t il > (?:eu )?raison\b
review: un pari > (?:risque|fou|audacieux|gagnant|perdant|dangereux)\b
review: ne fait pas|ne font pas > (?:l unanimite|rever|tout)\b
review: en dit|en disent > (?:long|beaucoup)\b
review: marque > (?:un|le) (?:tournant|virage)\b
review: revele|trahit > (?:la|une|les|l|ses|sa) (?:\w+ )?
  (?:strategie|ambitions?|fragilites?|faiblesses?|peur|limites?)\b
review: le vrai|la vraie|le veritable|la veritable > (?:enjeu|probleme|raison|question|gagnant)\b
review: here s what|here is what|what|voici ce qu > .{0,50}\b(?:are|is|were|was) (?:saying|thinking)\b
review: what > (?:\w+ ){1,4}(?:think|thinks|make|makes) of\b
review: ce que|ce qu en > .{0,40}\b(?:pense|pensent|disent|retiennent)\b
review: reactions? > (?:to|a|au|aux|sur|apres)\b
review: qu est.il|que|ce qui est|ce qu on > reproch\w+
review: and it|which|et ca|et cela|et c est ce qui > (?:proves|shows|reveals|explains|prouve|montre|explique|en dit)\b
review: get ready for|brace for|preparez vous
review: nobody|no one|personne ne > (?:really )?(?:knows|asked|needs|wants|is ready|sait|veut|a demande)\b
review: de quoi > (?:est|sont) .{0,40}\b(?:accuse|soupconn)\w*\b
review: ^what|^why > .{2,50}\b(?:accused|on trial|in court|being sued|alleged)\b
review: analysts|experts|observers|investors|analystes|observateurs > (?:weigh in|react|reagissent|s interrogent)\b
review: warning|wake up call|lesson|lecon|avertissement
   > (?:to|for|pour) (?:every|all|us|the rest|other|tous|toutes|les)\b
review: leaves? > .{0,25}\b(?:cold|unmoved|disappointed|unimpressed|wanting|divided)\b
review: laissent|laisse > .{0,25}\b(?:froids?|sceptiques?|perplexes?|sur (?:sa|leur) faim)\b
review: faut.il > (?:craindre|s inquieter|s en \w+|y croire|avoir peur|se rejouir|paniquer|se mefier)\b
review: should we|should you > (?:worry|care|trust|be (?:worried|scared|afraid))\b
review: ^inside|^behind > (?:\w+ s|the|its)\b
review: les dessous|dans les coulisses|making sense of|a closer look at|^unpacking|^retour sur|^zoom sur|^focus sur
eve: about|gears up|gearing up|prepares|preparing|set|poised > to\b
eve: close|on the verge > (?:to|of) (?:\w+ing|(?:an? |the )?(?:deal|launch|release))\b
eve: s appretent|s apprete|se preparent|se prepare|sur le point > (?:a|d|de)\b
eve: va|vont|will|coming|arrive|arrives > (?:soon|bientot|prochainement)\b
eve: teases|teased|teasing|readies|on the eve of|a la veille d
study: study|survey|poll|etude|sondage|researchers|scientists|chercheurs > .{0,30}\b(?:finds?|found|shows?|suggests?
  |reveals?|warns?|says|montre\w*|revele\w*|conclut|concluent|pointe\w*|estiment|alertent)\b
study: selon|according to > (?:a |an |une |un )(?:\w+ )?(?:study|survey|poll|etude|sondage)\b
layoff: cuts?|axes?|axed|slash\w*|sacks?|supprim\w+ >\b.{0,25}\b(?:jobs|roles|emplois|postes|staff|workers)\b
answer: rejects?|rejected|rebuffs?|rebuffed|spurns?|spurned|turns? down|turned down|refuse|rejette|decline
  |repousse >\b.{0,40}\b(?:bid|offer|proposal|advances|takeover|offre|proposition|rachat|ultimatum|demands?|terms
  |exigences?|injonctions?)\b
answer: parents|unions?|users|experts?|critics|campaigners|researchers|lawmakers|senators|syndicats?|utilisateurs
  |elus|ong|associations? >\b(?<!let users)(?<!lets users)(?<!ing users)(?<!help users)(?<!helps users)
  (?<!for users).{0,12}\b(?:say|warn|demand|urge|fear|call|denounce|denoncent|demandent|s inquietent
  |craignent|reclament|alertent)\b
answer: worried|alarmed|outraged|furious|dismayed|incensed|up in arms|inquiets?|inquietes?|furieux|indignes?|vent debout
   > {1,2}(?:about|over|by|at|with|of|de|d|du|des|par|face|contre|apres)\b(?![^.!:;]{0,60}\?)
answer: respond|reply to|repond >\b(?<!can respond)(?<!now respond)(?<!and respond)(?<!to respond)(?<!can reply to)
  (?<!and reply to)(?<!to reply to)(?<!you reply to)(?<!qui repond)(?<!et repond)
answer: responds|responded|replies to|hits? back|fires? back|rebuts?|to appeal|will appeal|replique a
  |se defend|conteste|va faire appel|fait appel|fera appel
answer: apologi[sz]es|apologi[sz]ed|backtracks|backpedals|walks back|walked back|reverses course|u turn|clarifies
  |defends|defended|insists|s excuse|presente ses excuses|fait marche arriere|retropedale|se justifie|s explique
  |defend|persiste|s en defend
answer: deny|denies|denied|dement|dementent|refutes?|refutent|plays? down|brush\w* off|brush\w* aside|shrugs? off|balaie
  |balaient|minimise|ecarte >\b.{0,25}\b(?:reports?|rumou?rs?|claims?|talk|tensions?|rift|feud|split|strains?|concerns?
  |worries|fears|doubts|rumeurs?|informations?|desaccords?|brouille|inquietudes|doutes|craintes|critiques)\b
answer: says? > .{0,30}\b(?:is|are|was|were) (?:not|never|no)\b
answer: ^no|^non >, (?!it|you|ce |vous|tu |this|that)
answer: [a-z]{3,}s > (?:demand|urge|beg|exigent|reclament|denoncent)\b
court-jury: jury|jurors?|jures? >\b.{0,25}\b(?:seated|selected|selection|sworn|chosen|picked|constitue|designes?
  |choisis?|forme)\b
court-jury: selection > (?:du|des) jur(?:y|es)\b
court-jury: jury selection
court-open: opening > (?:statements?|day|arguments?)\b
court-open: trial > .{0,40}\b(?:opens|begins|starts)\b
court-open: proces > .{0,40}\b(?:commence|debute|s ouvre)\b
court-open: first day|day one|kicks off|ouverture du proces|premier jour|plaidoiries d ouverture
  |declarations liminaires
court-stand: takes? the stand|took the stand|on the stand|a la barre
court-closing: goes|go|went|heads|reaches|sent|in the hands > .{0,12}\b(?:to|of|the) (?:the )?(?:jury|jurors)\b
court-closing: jury|jurors|jures > (?:phase|deliber\w+|(?:begins?|retires?|se retire\w*) .{0,10}\bdeliber\w+)
court-closing: closing > (?:statements?|arguments?)\b
court-closing: rests? > (?:its|his|her|their) case\b
court-closing: deliberat\w+|plaidoiries finales|requisitoire|requiert|delibere
court-verdict: judges?|courts?|tribunal|juges?|justice|cour >\b.{0,30}\b(?:rules?|ruled|rejects?|rejected
  |toss(?:es|ed)|throws out|threw out|dismiss(?:es|ed)|den(?:ies|ied)|blocks?|blocked|sides? with|sided with
  |won t|refuses?|orders?|ordered|rejette|estime|ordonne|donne (?:raison|tort)|tranche|deboute|bloque|valide
  |annule)\b
court-verdict: claims|charges|lawsuit|suit|case|complaint|accusations|demandes|plainte|action >\b.{0,50}
  \b(?:dismissed|thrown out|tossed(?: out)?|rejected|deboutee?s?|rejetee?s?|ecartee?s?)\b
court-verdict: loses|lost|wins|won|perd|gagne|remporte > (?:\w+ ){0,3}(?:case|trial|lawsuit|suit|proces)\b
court-verdict: jury|jurors|jures? >\b.{0,25}\b(?:finds?|found|sides?|sided|clears?|cleared|rejects?|rejected|awards?
  |awarded|condamne|donne (?:raison|tort)|declare|tranche)\b
court-verdict: deboutee?s? > (?:\w+ ){0,3}(?:de|par|face|contre)\b
court-motion: throw out|dismiss|dismissal|toss|appeals?|rejett?e|rejett?er|rejett?ent|irrecevable|fait appel
  |en appel|settles?|settlement|transige
court-vowed: to|will|could|may|might|va|vont|compte|veut|menacent?|envisagent? > (?:d |de )?(?:sue
  |file (?:a )?(?:law)?suit|porter plainte|saisir la justice
  |(?:challenge|fight|contest|take|attaquer|contester|poursuivre|trainer|assigner)\b
  .{0,50}\b(?:court|en justice|au tribunal|devant (?:la justice|les tribunaux)))\b
court-filed: sues?|suing|assigne|assignent
court-filed: files? > (?:a )?(?:law)?suit\b
court-filed: porte|portent > plainte\b
court-filed: attaque|attaquent >\b.{0,40}\ben justice\b
deal: s offre|met la main sur|mettent la main sur|s empare d|snaps? up|snapped up|scoops? up|swoops? on|gobbles up
  |swallows|avale|croque > \w
deal-inquiry: probes?|probing|investigat\w+|scrutini[sz]\w+|scrutiny of|inquiry into|inquiry over|enquetent
  |enquete|enqueter|passe au crible|se saisit >\b[^,:;]{0,50}\bDEAL
deal-inquiry: look into|looks into|looking into|examin\w+|reviews?|reviewing|se penche\w* sur
   >\b.{0,30}(?:\bs (?:\w+ ){0,4}DEAL|\bDEAL.{0,40} (?:by|par) )
deal-inquiry: acquisition|takeover|purchase|buyout|merger|deal|rachat|fusion
   >.{0,30}\b(?:faces?|facing|draws?|under|vise\w*|objet|viseur|loupe) .{0,30}\b
  (?:scrutiny|probe|investigation|review|inquiry|enquete|examen)\b
deal-blocked: kills?|killed|thwarts?|scuttles?|torpedoes|quashes|torpille|empeche|blocks?|blocked|blocking|bars
  |barred|veto\w*|prohibit\w*|bans|banned|bloque\w*|interdi\w+|s oppose\w* >\b[^,:;]{0,50}\bDEAL
deal-blocked: acquisition|takeover|purchase|buyout|merger|deal|rachat|fusion
   > .{0,25}\b(?:blocked|barred|vetoed|prohibited|banned|bloquee?|interdite?)\b
deal-blocked: orders?|ordered|forces?|forced|tells|told|ordonne|force|contraint|oblige
   > .{0,30}\b(?:unwind|undo|reverse|defaire|renoncer|annuler)\b[^,:;]{0,50}\bDEAL
deal-cleared: clears?|cleared|approv\w+|green ?lights?|green ?lit|okays?|waves through|autoris\w+|approuv\w+|valide
  |feu vert|nod|aval >\b(?<!board approves)(?<!board approved)(?<!board clears)(?<!conseil approuve)(?<!conseil valide)
  [^,:;]{0,50}\bDEAL
deal-cleared: acquisition|takeover|purchase|buyout|merger|deal|rachat|fusion
   > .{0,25}\b(?:(?:cleared|approved|autorisee?|approuvee?|validee?) (?:by|par)
  |(?:wins?|gets?|secures?|obtains?|obtient|recoit)
  .{0,30}\b(?:approval|clearance|nod|green light|go ahead|feu vert|aval))\b
deal-undone: unwind\w*|unwound|undo|undoes|undoing|reverse\w*|defait|defaire|detricot\w+|revien\w* sur|revenir sur
   >\b[^,:;]{0,50}\bDEAL
"""
"""A court's verdict is what it does, not what it is asked for: there is one such word a step, however it is told."""


def _shown() -> Iterable[tuple[str, list[str], str]]:
    """Kind, heads, and what follows them, of each line."""
    for line in (_TABLE + LATER.lstrip()).strip().replace("\n  ", "").splitlines():
        kind, _, shown = line.partition(": ")
        heads, _, after = shown.partition(" >")
        yield (
            kind,
            heads.replace("MOVES", _MOVES).split("|"),
            after.replace("DEAL", _DEAL).replace("LAW", _LAW) or r"\b",
        )


@cache
def signs() -> dict[str, re.Pattern[str]]:
    """Kind → what shows it; a step in court is told by the first of its kinds."""
    shown: dict[str, list[_Line]] = {}
    for kind, heads, after in _shown():
        shown.setdefault(kind, []).append((heads, after))
    return {kind: _pattern(lines) for kind, lines in shown.items()}


@cache
def any_sign() -> re.Pattern[str]:
    """What has none of them is seen by this at a tenth of the cost of asking each."""
    return _pattern([(heads, after) for _, heads, after in _shown()])


def _pattern(lines: list[_Line]) -> re.Pattern[str]:
    """The lines by the first two letters of their heads, so that at each word a few of all are tried."""
    return re.compile(rf"\b(?:{_by_letter(lines, depth=2)})")


def _by_letter(lines: list[_Line], depth: int) -> str:
    letters: dict[str, list[_Line]] = {}
    for heads, after in lines:
        for letter in dict.fromkeys(map(_first, heads)) if depth else ("",):
            there = [head[len(letter) :] for head in heads if not depth or _first(head) == letter]
            letters.setdefault(letter, []).append((there, after))
    return "|".join(
        f"{letter}(?:{_by_letter(under, depth - 1)})"
        if letter
        else "|".join(f"(?:{'|'.join(heads)}){after}" for heads, after in under)
        for letter, under in letters.items()
    )


def _first(head: str) -> str:
    """The letter that a head begins with, if it must; or that it stands first."""
    return head[:1] if (head[:1].isalpha() or head[:1] == "^") and head[1:2] not in ("?", "*", "{") else ""
