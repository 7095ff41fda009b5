"""The words that show what became of a thing that is out, or of a deal that is told: lines of sign_table.py.

`later` is shown by what no report of the thing itself says; `later?` by what one may say beside it, so it counts only
in a headline that launches, buys and raises nothing. What is common to launches is not in here on purpose: what a
thing gets or comes to, who may have it, how it scores. Nor is what the card must learn: who denies the deal, calls it
off, closes it.
"""

from __future__ import annotations

_WHO = """users|customers|subscribers|developers|creators|editors|workers|employees|staff|unions?|teachers|parents
|pupils|students|artists|actors|authors|writers|musicians|lawyers|doctors|nurses|drivers|publishers|studios|schools
|universities|accountants|journalists|activists|campaigners|critics|experts|analysts|economists|lawmakers|senators
|hackers|scammers|rivals|competitors|shopkeepers|utilisateurs|abonnes|clients|developpeurs|createurs|salaries
|employes|syndicats?|enseignants|professeurs|artistes|acteurs|comediens|auteurs|musiciens|medecins|avocats|editeurs
|ecoles|journalistes|economistes|analystes|deputes|senateurs|concurrents|internautes""".replace("\n", "")
"""Who neither makes a thing nor buys a firm, but acts upon it."""
_GETS = (
    r"(?:can|may|get|gets|will|now|to|in|of|and|with|are getting|d|de|des|pour|peuvent|ont|recoivent|vont|pourront"
    r"|auront|disposent|accedent|receive|help|helped|across|finally|soon|enfin|have (?:an?|access)"
    r"|sell|vendent|\w+ (?:and|et))\b"
)
"""Whom a thing is for: `bakers can now …`; or who they are: `rivals X and Y back Z`."""
LATER = r"""
later?: reaches|reached|hits|passes|passed|tops|topped|crosses|crossed|surpasses|surpassed|exceeds|exceeded|nears
  |franchit|depasse|atteint|revendique|seduit >\b.{0,30}\b(?:millions?|thousands?|milliers?|\d{3}|mark
  |cap)\b.{0,30}\b(?:users|customers|subscribers|downloads|installs|sign.?ups|utilisateurs|clients|abonnes
  |telechargements)\b
later?: million|millions|thousands|hundreds|milliers|centaines > .{0,40}\b(?:(?:now|already) use|are using
  |have (?:tried|used|downloaded|bought|signed up)|signed? up|(?:l )?utilisent|ont (?:deja )?(?:essaye|utilise
  |telecharge|adopte))\b
later?: first|premier|premiere > (?:day|week|month|year|jour|semaine|mois|annee)\b.{0,20}\b(?:numbers|figures
  |chiffres)\b
later?: revenues?|sales|profits?|turnover|chiffre d affaires|ventes > .{0,20}\b(?:soars?|surges?|jumps?|doubles?
  |triples?|climbs?|explosent|bondit|grimpe\w*|s envolent?|s envole)\b
later: system prompt|source code|prompt systeme|code source > .{0,40}\b(?:leaks?|leaked|spills?|fuite|fuitent)\b
later: leaks?|leaked|reveals|exposes|extracts?|extracted|devoilent|divulguent >\b.{0,25}\b(?:system prompt
  |prompt systeme)\b
later: senators?|lawmakers|congress\w*|mps|ministers?|deputes?|senateurs?|elus|eu|brussels|bruxelles|watchdogs?
  |regulators?|attorneys? general|governments?|cnil|gouvernement > (?:asks?|asked|questions?|questioned|press|presses
  |quiz\w*|grills?|grilled|summons?|summoned|writes? to|wrote to|wants? answers|interroge\w*|questionne\w*
  |interpelle\w*|convoque\w*|somme|somment|demanden?t? (?:a|aux?|des))\b
later?: faces|faced|facing|blasted|lambasted|slammed|criticised|criticized|mocked|ridiculed > (?:\w+ ){0,2}(?:over
  |questions|criticism|critics|backlash|scrutiny|lawsuits?|complaints|outcry|anger|boycott)\b
later?: under fire|sous le feu des critiques|dans la tourmente|dans le viseur
later?: draws|drew|sparks?|sparked|prompts|prompted|triggers?|triggered|stirs?|provokes?|provoked|fuels|fuelled|suscite
  |suscitent|provoque|provoquent|declenche|declenchent|souleve|soulevent|essuie|s attire
  |attise >\b.{0,20}\b(?:criticism|backlash|outcry|outrage|anger|fury|protests?|complaints|lawsuits?|boycott
  |controversy|uproar|alarm|critiques|polemique|colere|tolle|indignation|inquietudes?|controverse|plaintes?
  |protestations|fronde)\b
later?: anger|angers|angered|enrages?|infuriates?|upsets?|irritates?|frustrates?|annoys?|enerve|enervent|agace|agacent
  |exaspere|exasperent|irrite|irritent|fache|fachent|mecontente|mecontentent > (?:les |ses |the |its |some
   |many )?\w+s\b
later?: complain|complains|complained|se plaint|se plaignent|grumble|fume > (?:a|to|about|that|of|over|as|d|de|des|du
  |que)\b
later?: fear|fears|worry|worries > (?:for|about|over|losing|that|being)\b
later?: s inquiete|s inquietent|redoutent|craignent|se mefient|se revoltent|se rebellent|protestent|grognent > (?:pour
  |d|de|des|du|face|contre|la|le|les|que|apres)\b
later?: s inquietent|se revoltent|se rebellent|protestent|grognent >$
later?: protest|protests|protested|revolt|rebel|rally|demonstrate|walk out|manifestent|petition > (?:\w+ )?(?:against
  |over|outside|at|contre|devant)\b
later: boycotts?|boycotted|calls? for|call to|calls to|reclame|reclament|demande|demandent|exige|exigent|appelle a
  |appellent a > .{0,20}\b(?:boycott\w*|ban|banning|moratorium|moratoire|interdiction|interdire|retrait)\b
later?: is|are|was|goes|went > (?:\w+ )?(?:down|offline)\b(?! (?:to|by|the|from|\d))
later?: suffers?|suffered|knocked|subit > .{0,25}\b(?:outages?|crash\w*|offline|breach|glitch\w*
  |pannes?)\b
later?: outages?|pannes? > (?:hits?|leaves?|left|knocks?|takes?|affects?|disrupts?|frappe\w*|touche\w*|prive\w*
  |paralyse\w*)\b
later?: est|sont|etait|tombe|tombent|tombee? > (?:\w+ )?(?:en panne|hors service|hors ligne|inaccessibles?
  |indisponibles?)\b
later?: sued|poursuivie?s?|attaquee?s?|assignee?s? > (?:\w+ )?(?:over|by|for|in|en justice|devant)\b
later: lawsuit|lawsuits|class action|plainte|proces|legal action > (?:over|against|accuses|alleges|says|claims|contre
  |visant)\b
later: settles?|settled > .{0,30}\b(?:lawsuit|suit|case|dispute|claims?|copyright)\b
later: court|judge|tribunal|juge > (?:in \w+ )?(?:says|finds|found|hears|estime)\b
later?: cuts?|halves|slashes|slashed|lowers|lowered|raises|raised|hikes|doubles|baisse|divise|reduit|augmente|casse
   > .{0,20}\b(?:prices?|cost|fees?|prix|tarifs?) (?:of|for|on|d|de|des|du)\b
  (?![^,:;]{0,40}\bDEAL)
later?: chief|head|heads|founder|founders|cofounder|co-founder|creator|boss|leader|lead|engineer|designer|ceo|cto
  |researcher|scientist|inventor|patron|patronne|fondateur|fondatrice|fondateurs|cofondateur|cofondatrice|createur
  |createurs|responsable|directeur|directrice >\b(?! (?:\w+ )?(?:says?|said
  |dit)\b)[^,:;]{0,50}(?:, .{0,50}, )?\b(?:leaves?|left|quits?|resigns?
  |resigned|departs?|departed|steps? down|is leaving|is out|quitte|quittent|demissionne|claque la porte
  |s en va)\b(?!.{0,60}\b(?:join|joins|joining|for|to(?! (?:found|start|launch|build))|pour(?! (?:fonder|creer
  |lancer))|chez|rejoi\w+)\b)
later: loses|lost|perd|poaches|poached|debauche > (?:\w+ ){0,4}(?:head|chief|founder|cofounder|creator|engineers?
  |designer|leader|researchers?|patron|fondateur|createur|ingenieure?s?|responsable|chercheu\w+)\b
later?: hires?|hired|taps|appoints|appointed|embauche|recrute|nomme > .{0,60}\b(?:to (?:run|lead|head|oversee)
  |pour (?:diriger|piloter|mener)|a la tete)\b
later?: hires?|hired|embauche|recrute > (?:an? |un |une |its |son |sa )?(?:new |nouve\w+ |first |premiere? )?(?:chief
  |ceo|cto|cfo|president|boss|directeur|directrice|patronn?e?)\b
layoff: fires|sacks > (?!up\b|back\b|off\b)(?:\d+\b|.{0,30}\b(?:staff|workers|employees|people|team|engineers|percent
  |half|third|quarter)\b)
layoff: lays off|lay off|laying off
layoff: se separe|met a la porte >.{0,25}\b(?:salaries|employes|ingenieurs|equipes?)\b
later: rolls? out|rolled out|rolling out|deploys?|deployed|deploying|gives|equips|hands|trains|deploie|deploient
  |generalise|equipe|forme >\b.{0,60}\b(?:to|across|for|with|among|aupres|a|chez|pour|dans) (?:all |de |d |tous
   |toutes )*(?:[\d ,.]+ )?(?:of )?(?:its|their|ses|leurs) (?:[\d ,.]+ )?(?:\w+ ){0,2}(?:staff|employees|workers
  |workforce|bankers|lawyers|engineers|consultants|advis[eo]rs|traders|nurses|doctors|teachers|soldiers|students
  |branches|equipes|salaries|collaborateurs|employes|agents|conseillers|enseignants|eleves|etudiants|avocats|banquiers
  |agences)\b
later: deploie|deploient|generalise|rolls? out|rolled out|deploys? > .{0,60}\b(?:aupres d\w*|to|chez
  |pour) [\d ,.]+ (?:of (?:its|their) )?(?:staff|employees|workers|bankers|lawyers|equipes|salaries|collaborateurs
  |employes|agents)\b
later: signs|signed > up for\b(?![^,:;]{0,30}\d)
later?: scammers|hackers|criminals|fraudsters|spammers|cybercriminals|attackers|escrocs|pirates|arnaqueurs|fraudeurs
  |cybercriminels > (?:\w+ ){0,2}(?:use|used|using|abuse\w*|exploit\w*|turn|turned|utilisent|detournent|se servent)\b
later?: lets?|letting|laisse|permettait > (?:\w+ )?(?:hackers|attackers|thieves|pirates
  |(?:strangers|outsiders|n importe qui) (?:read|see|steal|spy|open|lire|voir|voler|ouvrir))\b
later?: fake|bogus|counterfeit|copycat|malicious|faux|fausses?|contrefacons > (?:\w+ ){0,4}(?:apps?|sites?|websites?
  |extensions?|clones?|installers?|applications?|downloads?|versions?)\b
later?: copycats|knock.?offs|contrefacons > .{0,40}\b(?:flood|pop up|spread|appear|emerge|envahissent|pullulent)\b
later?: doubles?|doubled|triples?|tripled|raises?|raised|resets?|lifts?|lifted|tightens?|lowers|lowered|relevent?
  |bride|plafonne >.{0,50}\b(?:limits?|caps?|quotas?|limites)\b
later?: limits|caps|quotas|limites > .{0,30}\b(?:doubled|raised|lifted|tightened|lowered|doublees|relevees)\b
later?: pauses?|paused|halts?|halted|suspends?|suspended|freezes?|closes?|gele|ferme|interrompt > .{0,40}\b(?:sign.?ups
  |registrations?|new subscriptions|new orders|rollout|inscriptions|deploiement)\b
later?: pulls|pulled|withdraws|withdrew|rolls back|rolled back|takes down|yanks|yanked|disables|disabled|retires
  |discontinues|discontinued|sunsets|to retire|will retire|retirera|va retirer|desactive|debranche|retire
  |annonce l arret|signe l arret >(?! (?:from|ahead|in|together|off|up|back)\b| .{0,25}\bout of\b
  | [^,:;]{0,60}\b(?:offer|bid|offre|DEAL))\b
later?: working on|works on|travaille|travaillent|planche|planchent > (?:deja |already )?(?:sur )?(?:(?:the |its |a
   |la |une |sa )?(?:second|next|deuxieme|prochaine) version|(?:the |its |a |an |le |un |son )?(?:successor|follow.?up
  |successeur)|[a-z]+ \d)\b
later?: ceo|chief|boss|chairman|patron|pdg|founder|fondateur > (?:\w+ |d \w+ |de \w+ )?(?:warns?|warned|predicts?
  |predicted|admits?|admitted|regrets?|jokes|boasts|previent|predit|admet|reconnait|regrette|se felicite)\b
later?: ceo|chief|boss|patron|pdg > .{0,8}\b(?:says?|said|dit|estime) .{0,40}\b(?:will (?:cost|kill|replace
  |destroy|end(?! (?:the|20)))|va (?:couter|tuer|remplacer|detruire)|suppressions)\b
later: ^who is|^who are|^qui est|^qui sont|^c est quoi|^what is|^what s > (?:\S+ ?){1,6}[?,]
later: ^timeline|^chronologie|^portrait|^profile|^profil|^interview|^entretien|^podcast|^explainer|^opinion|^inside
   > ?(?:[:|–—-]|(?:of|d|de|des|du|the)\b)
later: ^how|^comment > .{3,50}\b(?:built|made|created|trained|came to|a (?:concu|cree|construit|entraine|fabrique))\b
guide: opens up|se confie|revient > (?:about|on|sur)\b
guide: explains|explique > (?:how|why|what|comment|pourquoi|ce)\b
later?: publishes?|published|publie > (?:an? |the |its |un |son |le |une |sa )?(?:\w+ ){0,2}(?:safety report
  |risk report|transparency report|post.?mortem|rapport|guidelines)\b
review: and|et|or|ou > (?:the|la|l|le) (?:end|death|fin|mort|avenir|future) (?:of|de|des|d|du)\b
review: sonne|signe > (?:t.(?:il|elle) )?(?:la fin|le glas|la mort)\b
review: sonne.t.il|sonne.t.elle
review: un cadeau|une bombe|un danger > (?:pour|a retardement)\b
review: paid|pays|overpaid|paye|surpaye > (?:far |way |bien )?(?:too much|trop cher)\b
answer: analysts?|analystes? > (?:says?|said|warns?|estimates?|thinks?|estim\w+|jug\w+)\b
answer: calls|called|brands|branded|qualifie|traite|juge > .{0,40}\b(?:dishonest|dangerous|reckless|useless|stupid
  |garbage|theft|unsafe|irresponsible|overhyped|creepy|evil|illegal|malhonnetes?|dangereu\w+|inutiles?|illega\w+
  |irresponsables?)\b
answer: se moque|se moquent|se gausse > d
answer: deny|denies|denied|dement|nie > .{0,40}\b(?:was|were|had been|has been|avoir ete|a ete) (?:\w+ )?(?:trained
  |built|copied|stolen|used|leaked|entraine\w*|copie\w*|vole\w*|utilise\w*)\b
answer: deny|denies|denied|dement|nie > (?:\w+ ){0,2}(?:plans?|wants?|vouloir|projet\w*) (?:to |de |d )?(?:close|shut
  |fire|lay|fermer|supprimer|licencier|delocaliser)\b
later?: researchers?|hackers?|experts|scientists|chercheurs|hackeurs|pirates > (?:\w+ ){0,2}(?:jailbreak\w*|trick
  |tricked|hack|hacked|broke|bypass|bypassed|fool|fooled|manipulate\w*|piegent|contournent|detournent|trompent|hackent
  |piratent)\b
later?: fixes|fixed|patches|patched|corrige|corrigent|repare|comble > .{0,20}\b(?:bugs?|flaws?|vulnerabilit\w+|holes?
  |glitch\w*|failles?|defauts?)\b
later?: found > to (?:have|be|contain|lie|leak|copy)\b
later?: suspected|accusee?s?|soupconnee?s?|epinglee?s? > (?:of|d|de|par|pour)\b
later: hallucinates?|hallucinated|made up|makes up|invented|a invente|invente > .{0,20}\b(?:laws?|cases?|quotes?
  |sources|citations|loi|lois|jurisprudence)\b
later?: employees|staff|workers|founders|investors|backers|shareholders|salaries|fondateurs|investisseurs|actionnaires
   > .{0,50}\b(?:share|split|pocket|make|made|earn|earned|reap|cash in|get rich|become millionaires|se partagent
  |vont se partager|empochent|touchent|s enrichissent)\b(?! (?:(?:an? )?(?:\$?[\d.,]+ ?\w+ )?(?:bid|bet|offer|deal)
  |details|plans|their|how))
later?: moves?|moved|folds?|folded|merges|transfers?|transferred|transfere|rattache > .{0,40}\b(?:teams?|staff|unit
  |division|engineers|equipes?)\b.{0,40}\b(?:to|into|under|chez|a|au|dans)\b
later?: resells?|to resell|offloads?|to offload|divests?|spins off|spins out|revend|revendre|va revendre
  |cherche a vendre >(?![^,:;]{0,60}(?:\d| (?:to|a|aux?) ))
later: had offered|had tried to buy|had bid|was outbid|avait propose|avait offert|avait tente
later: sues|suing > (?:\S+ ){0,4}(?:to (?:block|stop|halt)|over|for|pour)\b
later?: pentagon|watchdogs?|regulators?|governments?|schools?|universit\w+|ministry|ministere|army|courts?|unions?
  |banks?|cnil|gouvernement|fisc|rectorat|parlement|parliament|police > (?:\w+ ){0,2}(?:bans?|banned|blocks?|blocked
  |forbids|prohibits?|outlaws|suspends?|interdi\w+|bloque|bannit)\b(?![^,:;]{0,60}\bDEAL)
later?: passes|passed|aces|aced|fails|failed|flunks|reussit|rate|decroche > (?:\w+ +){0,4}(?:exams?|examen|concours
  |bac)\b
later?: opens?|opened|opening|ouvre|inaugure|closes?|closed|shuts|ferme > (?:\w+ ){0,4}(?:offices?|headquarters
  |bureaux?|siege)\b
later?: ^ >(?!\w+ing |for |pour |meet |to )(?:the |les |des |l )?(?:\S+ )?(?:WHO) (?!GETS)[a-z]{2}
later?: tops|climbs|leads|domine|depasse > .{0,40}\b(?:app store|play store|charts?)\b
later?: downloaded|telechargee?s?|installed > .{0,25}\b(?:million|millions|thousands|fois|times)\b
later?: throttles?|throttled|rations|rationed|rationne|bride
later?: plagued by|hit by|struggles with|struggling with|en proie|victime d|victimes d
later?: down > (?:worldwide|globally|again|across)\b
later?: panne mondiale|panne geante|global outage|worldwide outage|major outage|first outage
later?: condemns?|condemned|denounces?|denounced|denonce|denoncent|slams?|decry|decries|deplore|deplorent|s insurge
  |s insurgent|s indigne|s indignent|s alarme|s alarment|vilipende
later: cease.and.desist|mise en demeure|met en demeure|mettent en demeure|legal threat|threatens to sue
  |threatens legal
later?: accuses?|accusing|accused|accuse|accusent > .{0,40}\b(?:of|d|de)\b
later?: floods?|flooding|swamps?|invades?|envahit|envahissent|inonde|inondent > (?:\w+ )?(?:social|tiktok|youtube
  |facebook|x|the (?:web|internet)|app|les (?:reseaux|ecoles)|la toile|le web|l internet)\b
later?: adds?|added|ajoute|tightens|tightened|toughens|durcit|renforce > .{0,25}\b(?:guardrails|safeguards
  |restrictions|rules|garde.fous|regles|verrous)\b
later: asks?|urges?|demands?|demanded|orders?|ordered|tells?|told|calls on|presses|demande|demandent|exige|exigent
  |ordonne|somme|enjoint > .{0,40}\b(?:to (?:stop|halt|pull|withdraw|remove|suspend|pause|ban|recall)|pulls?
  |withdraws?|d (?:arreter|interdire)|de (?:cesser|retirer|suspendre|supprimer|ne plus))\b(?![^,:;]{0,60}\b(?:talks
  |DEAL))
later?: makes?|made|rend > .{0,30}\b(?:cheaper|pricier|more expensive|moins cher|plus cher)\b
later?: charging|charges? > (?:\w+ )?for\b
later?: devient|deviendra|deviennent > payante?s?\b
later?: shuts down|shut down|shutting down|winds down|winding down|wound down|pulls the plug|kills off|met fin a
  |met fin aux|mettre fin a >(?![^,:;]{0,50}\b(?:talks|discussions|negociations|pourparlers|DEAL))
later?: won t|will not|isn t|is not|n est pas|ne sera pas|n arrivera|ne sortira > (?:\w+ )?(?:be )?(?:available|coming
  |come to|launch|disponible|pas)\b
later?: names?|named|picks?|promotes?|promoted|puts?|place|confie > (?!\$?\d).{0,60}\b(?:to (?:run|lead|head|oversee)
  |in charge
  |a la tete)\b
later?: to head|will head|takes charge(?! of your\b)|takes the helm|prend la tete|prendra la tete|prend les renes
  |va diriger
  |dirigera
later?: becomes?|devient > (?:\w+ ){0,2}(?:vice.president|head of|chief|director|directeur|directrice)\b
later: team|equipe|co-founder|cofounder|founder|creator|cofondateur|fondateur|createur > .{0,40}\b(?:walks? (?:out
  |away)|walked (?:out|away)|quits?|exits?|jumps? ship|claque la porte|claquent la porte
  |prend la porte)\b(?!.{0,60}\b(?:join|joins|joining|rejoi\w+)\b)
later?: admits?|admitted|concedes|conceded|acknowledges|avoue|reconnait|admet
   > (?!when\b|if\b|\w+ as\b)(?:that |his |its |her |des |ses |une
   |un |que )?\w
later?: stole|steals|stolen|a vole > (?:its|their|his|her|son|sa|ses|the|from)\b
later?: wins?|won|loses?|lost|gagne|perd|remporte > .{0,30}\b(?:trademark|copyright|patent|lawsuit|proces
  |bataille judiciaire
  |(?:legal|court) (?:case|fight|battle|challenge))\b
later: judge|juge > .{0,60}\b(?:case|suit|lawsuit|claims|proces|plainte)\b
later?: exposes?|exposed > .{0,30}\b(?:private|drafts|videos|photos|privees?)\b
later?: leaks?|leaked|leaking|divulgue > .{0,30}\b(?:private|users?|customers?|personal|drafts|videos|photos|privees?
  |personnelles?|utilisateurs)\b
later?: firm|group|agency|agence|association|ong|charity|police|researcher|chercheur > .{0,20}\b(?:warns?|warned|alerte
  |met en garde)\b
later?: posing as|impersonat\w+|se fait passer|se font passer|usurpe\w*
later?: easily|facilement > (?:removed|bypassed|fooled|tricked|broken|contourn\w+|tromp\w+)\b
later?: contourne|contournee|bypassed|hacked|cracked|jailbroken|pirate|piratee > (?:en|in|within|by|par|a peine|hours
  |days)\b
later?: contains?|contiennent|contient|makes?|commet|commettent|multiplie >(?! (?:\w+ )?(?:fewer|less|no
  |moins)\b) .{0,15}\b(?:errors|mistakes|erreurs)\b
later?: film|films|song|songs|book|books|clips?|videos|deepfakes?|images|livres?|chansons? > (?:made|created|generated
  |written|shot|creee?s|generee?s|ecrite?s?|tournee?s?|realisee?s?) (?:with|by|using|avec
  |par)\b(?! (?:an? |l |d )?(?:ai|ia|generative|artificial)\b)
later?: s success|s popularity|s growth|s decline|s failure|s future|le succes d|la popularite d|l engouement
  |l echec d|l avenir d
later?: a|one|two|three|six|un|une|deux|trois > (?:days?|weeks?|months?|years?|jours?|semaines?|mois|ans?) (?:on|later
  |in|apres|plus tard)(?:[ ,:]|$)
later?: usage|interest|engagement|downloads|traffic|popularity|audience|interet > .{0,20}\b(?:plung\w+|drops?|falls?
  |fades?|fading|declin\w+|collaps\w+|halv\w+|surg\w+|soars?|jumps?|doubl\w+|tripl\w+|s effondr\w+|chut\w+|recul\w+
  |explos\w+)\b
later?: loses?|lost|losing|perd|perdent > .{0,30}\b(?:users|customers|subscribers|utilisateurs|clients|abonnes)\b
later?: cuts? off|coupe > .{0,15}\b(?:users|customers|clients|utilisateurs)\b
later?: renames?|renamed|rebrands?|rebranded|rebaptise|writes off|wrote off|writes down
later: had also|lost out|avait aussi|voulait aussi|s interessait aussi
later?: investors|backers|investisseurs|actionnaires > .{0,30}\b(?:doubl\w+|tripl\w+|multipli\w+) (?:their
  |leur) (?!bets?\b|stakes?\b|mises?\b)
later?: ^who gets|^who wins|^who pays|^qui gagne|^qui paie
later: ^what|^ce que > .{2,50}\b(?:brings to|says about|tells us|apporte|gains from|gets from)\b
review: or how|ou comment|ou quand
later: met|mettent > .{0,30}\ben demeure\b
later?: bans?|banned|forbids|bars|barred|interdit|bannit > .{0,40}\b(?:from (?:its|their|his)|in (?:its|their)|at work
  |a ses|dans ses|de ses)\b
later?: worries|alarms|inquiete|alarme > (?:les |the )?(?!about|over|that|for)(?:\w+ )?\w+s\b
later?: fixed|resolved|resout|retablit > .{0,15}\b(?:outage|glitch|panne)\b
later?: raises|raised|hikes|augmente > .{0,30}\b(?:subscription|fees?|abonnement)\b
later?: ferme > (?:l application|le service|le site)\b
later: ^why|^pourquoi > .{2,40}\b(?:paid|bought|wanted|a paye|a achete|a rachete|rachete|s est offert)\b
later?: WHO > (?:say|said|find|found|warn|fear|disent|alertent|estiment)$
later?: sign.?ups|inscriptions > .{0,20}\b(?:surge|soar|jump|double|explosent|bondissent)\b
later?: buckles?|buckled|overwhelmed|overloaded|sature|saturee|submerge|submergee|prise d assaut|pris d assaut
later?: offline|hors ligne|cyberattack|cyberattaque > (?:after|on|against|contre|hits|apres|for|pendant)\b
later?: turns? down|turned down|snubs?|shuns?|spurns?|boude|boudent|refuse|refusent >(?![^,:;]{0,60}(?:\d|\b(?:bid|offer
  |offre|DEAL)))
later: files?|filed|depose|deposent > (?:\w+ )?(?:complaints?|plaintes?)\b
later?: fails?|failed|stumbles|echoue|se trompe|se trompent > (?:at|on|with|sur|dans)\b
review: ^a|^an|^one|^un|^une > (?:\w+ )?(?:day|morning|afternoon|evening|week|matinee|journee|soiree
  |semaine)\b.{0,20}\b(?:with|avec)\b
review: our verdict|notre verdict|notre avis
later?: plays down|played down|relativise|minimise|casts? doubt|seme le doute
later?: praises?|hails|applauds?|salue|saluent|encense|mourns?|laments?|pleure >\b(?!.{0,60}\b(?:its|son|sa|ses)\b)
later?: first customers?|as a customer|premier client|premiere cliente
later?: ends|stops|fin de|fin d > .{0,15}\b(?:free (?:access|use|tier|plan)|gratuite)\b
later?: prepare > une (?:nouvelle )?version\b
later?: promises?|promised|promet|vows?|pledges?|s engage > (?:to|de|d|a) (?:fix|improve|repair|correct|corriger
  |ameliorer|reparer)\b
later: ^what we know|^what to know|^ce que l on sait|^ce qu on sait|^ce qu il faut|^tout savoir
later?: wary|sceptiques?|skeptical|sceptical|mefiants?|worried|alarmed|outraged|furious|dismayed|up in arms|inquiets?
  |inquietes?|furieux|indignes?|vent debout
   > {1,2}(?:of|about|over|at|by|face|envers|d|de|des|du|par|contre|apres)\b(?![^.!:;]{0,60}\?)
later: engineers|researchers|scientists|staff|employees|ingenieurs|chercheurs|salaries|employes > .{0,40}\b(?:leave
  |leaving|quit|depart|flee|quittent|fuient|partent|demissionnent)\b(?!.{0,60}\b(?:join|joins|joining|for|to|pour|chez
  |rejoi\w+)\b)
later?: moves|moved|transfers|transfere > \S+ (?:to|into|under|a|au|chez)\b
later: demands?|demandent|reclame|reclament|exige|exigent > (?:des |an |some )?(?:answers|explanations?|comptes
  |explications)\b
review: overpaid|overpays|surpaye
review: gamble|bet|pari >\b(?<!illion bet)(?<!\dbn bet) (?:on|sur|pays|paid|has yet)\b
later?: yet to pay|ne paie pas
later?: considers?|weighs?|explores?|mulls?|envisage|etudie|songe > (?:a |the |de |d |la )?(?:selling|sale of|spinning
  |closing|vendre|ceder|fermer|vente|cession)\b(?!.{0,50} (?:to|a|au|aux) )
later?: takes|took|books|inscrit|passe > .{0,25}\b(?:charge(?! of\b)|write.?down|impairment|depreciation)\b
later: blocks?|blocked|bloque|reviews?|examines?|opposes?|s oppose > .{0,12}\b(?:sale|vente|cession) (?:of|d|de|du)\b
later?: voulait|convoitait|lorgnait
later?: wanted > .{0,20}\b(?:too|as well)$
later?: inquiets?|inquietes?|worried|furious|angry|nervous|furieux|furieuses?|mecontents? >$
""".replace("WHO", _WHO).replace("GETS", _GETS)
